//! Who may do what.

use super::UserId;
use super::role::{EVERYWHERE, Permission, Role, Roles};

/// On whose authority a command runs.
#[derive(Debug, Clone)]
pub enum Authority {
    /// The portal's own: the clock, importers, the demo, the command line.
    Portal,
    /// A person's.
    Person {
        /// Who.
        id: UserId,
        /// What they are.
        roles: Roles,
    },
}

impl Authority {
    /// The person; `None` for the portal itself.
    pub fn person(&self) -> Option<UserId> {
        match self {
            Authority::Portal => None,
            Authority::Person { id, .. } => Some(*id),
        }
    }

    /// That something is allowed in an edition.
    ///
    /// # Errors
    ///
    /// It is not; the error says where it would be.
    pub fn require(&self, permission: Permission, edition: &str) -> Result<(), Denied> {
        match self {
            Authority::Portal => Ok(()),
            Authority::Person { roles, .. } if roles.allow(permission, edition) => Ok(()),
            Authority::Person { roles, .. } => Err(Denied::new(permission, roles)),
        }
    }

    /// That something is allowed in each of some editions, or in any when there are none.
    ///
    /// # Errors
    ///
    /// It is not allowed in one of them.
    pub fn require_in<'a>(
        &self,
        permission: Permission,
        editions: impl IntoIterator<Item = &'a str>,
    ) -> Result<(), Denied> {
        let mut editions = editions.into_iter().peekable();
        if editions.peek().is_none() {
            return self.require_somewhere(permission);
        }
        editions.try_for_each(|edition| self.require(permission, edition))
    }

    /// That something is allowed in some edition: for what belongs to none.
    ///
    /// # Errors
    ///
    /// It is allowed nowhere.
    pub fn require_somewhere(&self, permission: Permission) -> Result<(), Denied> {
        match self {
            Authority::Portal => Ok(()),
            Authority::Person { roles, .. } => match roles.highest() {
                Some(role) if role >= permission.least_role() => Ok(()),
                _ => Err(Denied::new(permission, roles)),
            },
        }
    }

    /// That a draft, or an article that readers know, may be changed.
    ///
    /// Drafts of one's own take a reporter, everything else an editor.
    ///
    /// # Errors
    ///
    /// It is somebody else's, or known to readers, and the person is no editor there.
    pub fn require_edit(
        &self,
        edition: &str,
        owner: Option<UserId>,
        is_draft: bool,
    ) -> Result<(), Denied> {
        let is_own = is_draft && owner.is_some() && owner == self.person();
        self.require(if is_own { Permission::Write } else { Permission::EditOthers }, edition)
    }

    /// That somebody may be given, or lose, a role in an edition.
    ///
    /// # Errors
    ///
    /// The edition isn't this person's, or only admins make admins.
    pub fn require_grant(&self, role: Role, edition: &str) -> Result<(), Denied> {
        match role {
            Role::Admin => self.require(Permission::Administer, EVERYWHERE),
            _ => self.require(Permission::ManagePeople, edition),
        }
    }

    /// That the account itself of somebody with `roles` may be changed: names, links, devices.
    ///
    /// # Errors
    ///
    /// One of the roles could not be given by this person. Accounts without a role are the
    /// admins' business.
    pub fn require_charge_of(&self, roles: &Roles) -> Result<(), Denied> {
        if roles.is_empty() {
            return self.require(Permission::Administer, EVERYWHERE);
        }
        roles.iter().try_for_each(|(edition, role)| self.require_grant(role, edition))
    }
}

/// Why somebody may not do something.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("it takes a role that the person doesn't have: {permission:?}")]
pub struct Denied {
    /// What was to be done.
    pub permission: Permission,
    /// The editions in which they may.
    pub allowed_in: Vec<String>,
}

impl Denied {
    fn new(permission: Permission, roles: &Roles) -> Denied {
        let editions = roles.iter().filter(|(_, role)| *role >= permission.least_role());
        let allowed_in = editions.map(|(edition, _)| edition.to_owned()).collect();
        Denied { permission, allowed_in }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(roles: &[(&str, Role)]) -> Authority {
        let roles = roles.iter().map(|&(edition, role)| (edition.to_owned(), role)).collect();
        Authority::Person { id: UserId(7), roles }
    }

    #[test]
    fn a_role_counts_in_its_edition_and_everywhere_in_all() {
        let somebody = person(&[("mn", Role::Chief), (EVERYWHERE, Role::Reporter)]);
        assert!(somebody.require(Permission::Curate, "mn").is_ok());
        assert!(somebody.require(Permission::Write, "en").is_ok());
        let denied = somebody.require(Permission::Publish, "en").unwrap_err();
        assert_eq!(denied.allowed_in, ["mn"]);
        assert!(somebody.require_in(Permission::Publish, ["mn", "en"]).is_err());
        assert!(somebody.require_in(Permission::Publish, []).is_ok());
        assert!(somebody.require(Permission::Administer, "mn").is_err());
    }

    #[test]
    fn nobody_may_do_anything_without_a_role() {
        let nobody = person(&[]);
        for permission in Permission::ALL {
            assert!(nobody.require(permission, "en").is_err());
            assert!(nobody.require_somewhere(permission).is_err());
            assert!(nobody.require_in(permission, []).is_err());
            assert!(Authority::Portal.require(permission, "en").is_ok());
        }
    }

    #[test]
    fn a_reporter_edits_drafts_of_their_own_only() {
        let reporter = person(&[("en", Role::Reporter)]);
        assert!(reporter.require_edit("en", Some(UserId(7)), true).is_ok());
        assert!(reporter.require_edit("mn", Some(UserId(7)), true).is_err());
        assert!(reporter.require_edit("en", Some(UserId(7)), false).is_err());
        assert!(reporter.require_edit("en", Some(UserId(8)), true).is_err());
        assert!(reporter.require_edit("en", None, true).is_err());
        assert!(person(&[("en", Role::Editor)]).require_edit("en", None, false).is_ok());
    }

    #[test]
    fn chiefs_have_charge_of_the_people_of_their_editions_and_admins_of_all() {
        let chief = person(&[("en", Role::Chief)]);
        assert!(chief.require_grant(Role::Chief, "en").is_ok());
        assert!(chief.require_grant(Role::Reporter, "mn").is_err());
        assert!(chief.require_grant(Role::Reporter, EVERYWHERE).is_err());
        assert!(chief.require_grant(Role::Admin, EVERYWHERE).is_err());
        let both = Roles::of(Role::Editor, &["en".to_owned(), "mn".to_owned()]);
        assert!(chief.require_charge_of(&both).is_err());
        assert!(chief.require_charge_of(&Roles::default()).is_err());
        assert!(chief.require_charge_of(&Roles::of(Role::Editor, &["en".to_owned()])).is_ok());
        let admin = person(&[(EVERYWHERE, Role::Admin)]);
        assert!(admin.require_charge_of(&both).is_ok());
        assert!(admin.require_charge_of(&Roles::default()).is_ok());
    }
}
