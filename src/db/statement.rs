//! Statements that a connection prepares once, however often they run.
//!
//! SQLite plans a join of seven tables in longer than it takes to run it, and three ways to write
//! a query make it do so each time: `eq_any` on SQLite, `sql_query`, and running a query through
//! [`Conn`](super::Conn), which besides writes out its words several times.

use std::marker::PhantomData;

use chrono::NaiveDateTime;
use diesel::backend::Backend;
use diesel::expression::{
    AppearsOnTable, Expression, SelectableExpression, ValidGrouping, is_aggregate,
};
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::serialize::ToSql;
use diesel::sql_types::{Array, BigInt, Bool, HasSqlType, Text, Timestamp};
use diesel::sqlite::Sqlite;

/// Runs a query on the connection inside: `on_either!(conn, |conn| query.load(conn))`.
///
/// For what is asked for every page. The query is compiled for each database, so that its words
/// are kept by its type.
macro_rules! on_either {
    ($outer:expr, |$conn:ident| $query:expr) => {
        match $outer {
            $crate::db::Conn::Sqlite($conn) => $query,
            $crate::db::Conn::Postgres($conn) => $query,
        }
    };
}
pub(crate) use on_either;

/// A query in SQL of our own that finds rows of the SQL type `Row`.
///
/// Its wordings must be few, since each is kept by the connection: what differs from call to
/// call is bound.
#[derive(Debug)]
pub struct Statement<'a, Row = (BigInt, BigInt)> {
    pieces: Vec<Piece<'a>>,
    row: PhantomData<Row>,
}

#[derive(Debug)]
enum Piece<'a> {
    Sql(&'static str),
    Limit(i64),
    Number(i64),
    Text(&'a str),
    Instant(NaiveDateTime),
}

impl<Row> Default for Statement<'_, Row> {
    fn default() -> Self {
        Statement { pieces: Vec::with_capacity(16), row: PhantomData }
    }
}

impl Statement<'_> {
    /// A query that finds pairs of numbers.
    pub fn pairs() -> Self {
        Statement::default()
    }
}

impl<'a, Row> Statement<'a, Row> {
    /// Goes on with these words.
    pub fn sql(mut self, words: &'static str) -> Self {
        self.pieces.push(Piece::Sql(words));
        self
    }

    /// Goes on with all of `rest`.
    pub fn then(mut self, rest: Statement<'a, Row>) -> Self {
        self.pieces.extend(rest.pieces);
        self
    }

    /// Goes on with the length of a list, of which a kind of page has but one.
    ///
    /// It isn't bound: PostgreSQL takes an unknown length for a tenth of all there is, finds that
    /// dear, and plans the statement anew each time.
    pub fn limit(mut self, length: i64) -> Self {
        self.pieces.push(Piece::Limit(length));
        self
    }

    /// Goes on with a number.
    pub fn number(mut self, value: impl Into<i64>) -> Self {
        self.pieces.push(Piece::Number(value.into()));
        self
    }

    /// Goes on with a text.
    pub fn text(mut self, value: &'a str) -> Self {
        self.pieces.push(Piece::Text(value));
        self
    }

    /// Goes on with an instant (UTC).
    pub fn instant(mut self, value: NaiveDateTime) -> Self {
        self.pieces.push(Piece::Instant(value));
        self
    }
}

impl<B: Backend, Row> QueryFragment<B> for Statement<'_, Row>
where
    B: HasSqlType<BigInt> + HasSqlType<Text> + HasSqlType<Timestamp>,
    i64: ToSql<BigInt, B>,
    str: ToSql<Text, B>,
    NaiveDateTime: ToSql<Timestamp, B>,
{
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, B>) -> QueryResult<()> {
        for piece in &self.pieces {
            match piece {
                Piece::Sql(words) => out.push_sql(words),
                Piece::Limit(length) => out.push_sql(&format!(" LIMIT {length}")),
                Piece::Number(value) => out.push_bind_param::<BigInt, _>(value)?,
                Piece::Text(value) => out.push_bind_param::<Text, str>(value)?,
                Piece::Instant(value) => out.push_bind_param::<Timestamp, _>(value)?,
            }
        }
        Ok(())
    }
}

impl<Row> QueryId for Statement<'_, Row> {
    // Told apart by its words.
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Row> Query for Statement<'_, Row> {
    type SqlType = Row;
}

impl<C, Row> RunQueryDsl<C> for Statement<'_, Row> {}

/// A query of diesel's with its length, as [`limited`] writes it.
#[derive(Debug)]
pub struct Limited<Q> {
    query: Q,
    length: i64,
}

/// The first `length` rows of a query that has an order.
///
/// Diesel's own limit is bound, of which [`Statement::limit`] says what comes of it.
pub fn limited<Q>(query: Q, length: i64) -> Limited<Q> {
    Limited { query, length }
}

impl<Q: QueryFragment<B>, B: Backend> QueryFragment<B> for Limited<Q> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, B>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        out.push_sql(&format!(" LIMIT {}", self.length));
        Ok(())
    }
}

impl<Q> QueryId for Limited<Q> {
    // Told apart by its words, in which the length is.
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for Limited<Q> {
    type SqlType = Q::SqlType;
}

impl<Q, C> RunQueryDsl<C> for Limited<Q> {}

/// Whether a column is one of some ids, as [`among`] writes it.
#[derive(Debug, Clone, QueryId)]
pub struct Among<C> {
    column: C,
    ids: Vec<i64>,
    /// The same as a JSON array, for SQLite, which has no others.
    json: String,
}

/// Whether `column` is one of `ids`; the same words however many there are.
pub fn among<C: Expression<SqlType = BigInt>>(
    column: C,
    ids: &[impl Into<i64> + Copy],
) -> Among<C> {
    let ids: Vec<i64> = ids.iter().map(|&id| id.into()).collect();
    let json = format!("{ids:?}");
    Among { column, ids, json }
}

impl<C: Expression> Expression for Among<C> {
    type SqlType = Bool;
}

impl<C: AppearsOnTable<From>, From> AppearsOnTable<From> for Among<C> {}

impl<C: SelectableExpression<From>, From> SelectableExpression<From> for Among<C> {}

impl<C, GroupBy> ValidGrouping<GroupBy> for Among<C> {
    type IsAggregate = is_aggregate::Never;
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" IN (SELECT value FROM json_each(");
        out.push_bind_param::<Text, _>(&self.json)?;
        out.push_sql("))");
        Ok(())
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Among<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out.reborrow())?;
        out.push_sql(" = ANY(");
        out.push_bind_param::<Array<BigInt>, _>(&self.ids)?;
        out.push_sql(")");
        Ok(())
    }
}

/// A column as [`looked`] writes it.
#[derive(Debug, Clone, Copy, QueryId)]
pub struct Looked<C> {
    column: C,
}

/// A column that is looked at in rows found by something else.
///
/// SQLite keeps no statistics: it would begin with the column's index, however many rows have one
/// value. Its `+` says not to (<https://www.sqlite.org/optoverview.html>, “Disqualifying WHERE
/// Clause Terms”). PostgreSQL knows better, and knows nothing of the values of an expression.
pub fn looked<C: Expression>(column: C) -> Looked<C> {
    Looked { column }
}

impl<C: Expression> Expression for Looked<C> {
    type SqlType = C::SqlType;
}

impl<C: AppearsOnTable<From>, From> AppearsOnTable<From> for Looked<C> {}

impl<C: SelectableExpression<From>, From> SelectableExpression<From> for Looked<C> {}

impl<C, GroupBy> ValidGrouping<GroupBy> for Looked<C> {
    type IsAggregate = is_aggregate::Never;
}

impl<C: QueryFragment<Sqlite>> QueryFragment<Sqlite> for Looked<C> {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Sqlite>) -> QueryResult<()> {
        out.push_sql("+");
        self.column.walk_ast(out)
    }
}

impl<C: QueryFragment<Pg>> QueryFragment<Pg> for Looked<C> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.column.walk_ast(out)
    }
}
