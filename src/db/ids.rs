//! Ids as types of their own, so that an article's id can't be taken for a story's.

macro_rules! id_types {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord,
            serde::Serialize, serde::Deserialize,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
        )]
        #[diesel(sql_type = diesel::sql_types::BigInt)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(formatter)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl<B> diesel::deserialize::FromSql<diesel::sql_types::BigInt, B> for $name
        where
            B: diesel::backend::Backend,
            i64: diesel::deserialize::FromSql<diesel::sql_types::BigInt, B>,
        {
            fn from_sql(bytes: B::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                i64::from_sql(bytes).map(Self)
            }
        }

        impl<B> diesel::serialize::ToSql<diesel::sql_types::BigInt, B> for $name
        where
            B: diesel::backend::Backend,
            i64: diesel::serialize::ToSql<diesel::sql_types::BigInt, B>,
        {
            fn to_sql<'b>(
                &'b self,
                out: &mut diesel::serialize::Output<'b, '_, B>,
            ) -> diesel::serialize::Result {
                self.0.to_sql(out)
            }
        }
    )+};
}

id_types! {
    /// One text in one edition.
    ArticleId,
    /// The group of articles that are the same report in several editions.
    StoryId,
    /// One saved state of an article.
    RevisionId,
    /// A standing department of the newspaper.
    SectionId,
    /// The page of one running event.
    CoverageId,
    /// An author or a source.
    PersonId,
    /// A picture in the library.
    MediaId,
    /// Work that takes longer than a request.
    JobId,
    /// A row of `changes`: the position a follower has read up to.
    ChangeId,
    /// Somebody who can sign in.
    UserId,
    /// One browser in which somebody is signed in.
    SessionId,
    /// A row of the audit.
    AuditId,
}
