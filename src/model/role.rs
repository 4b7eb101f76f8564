//! Roles in editions, and the permissions that they bring.

use std::collections::BTreeMap;

/// What somebody is in an edition. A later role may do all that an earlier one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Writes.
    Reporter,
    /// Publishes, and edits what others wrote.
    Editor,
    /// Decides what an edition consists of, and who works for it.
    Chief,
    /// Everything, everywhere.
    Admin,
}

impl Role {
    /// All of them, the least first.
    pub const ALL: [Role; 4] = [Role::Reporter, Role::Editor, Role::Chief, Role::Admin];

    /// As stored, and as the command line has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Reporter => "reporter",
            Role::Editor => "editor",
            Role::Chief => "chief",
            Role::Admin => "admin",
        }
    }

    /// The role of a stored name.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// The edition of a role that counts in all of them.
pub const EVERYWHERE: &str = "";

/// Somebody's roles: at most one in an edition, and at most one everywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Roles(BTreeMap<String, Role>);

impl Roles {
    /// One role in some editions; everywhere when there are none.
    pub fn of(role: Role, editions: &[String]) -> Roles {
        if editions.is_empty() || role == Role::Admin {
            return Roles::from_iter([(EVERYWHERE.to_owned(), role)]);
        }
        editions.iter().map(|edition| (edition.clone(), role)).collect()
    }

    /// What somebody is in an edition; with [`EVERYWHERE`] what they are in all of them.
    pub fn within(&self, edition: &str) -> Option<Role> {
        self.0.get(edition).max(self.0.get(EVERYWHERE)).copied()
    }

    /// The highest role in any edition.
    pub fn highest(&self) -> Option<Role> {
        self.0.values().max().copied()
    }

    /// Each role with its edition, [`EVERYWHERE`] first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, Role)> {
        self.0.iter().map(|(edition, role)| (edition.as_str(), *role))
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether a permission is given in an edition.
    pub fn allow(&self, permission: Permission, edition: &str) -> bool {
        self.within(edition).is_some_and(|role| role >= permission.least_role())
    }
}

impl FromIterator<(String, Role)> for Roles {
    fn from_iter<I: IntoIterator<Item = (String, Role)>>(roles: I) -> Roles {
        Roles(roles.into_iter().collect())
    }
}

/// Something that takes a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Write drafts of one's own, add pictures.
    Write,
    /// Change what somebody else wrote, or what was published.
    EditOthers,
    /// Publish, schedule, hold, correct, withdraw.
    Publish,
    /// Fronts, sections, coverages, information pages, authors and sources.
    Curate,
    /// An edition's settings.
    Configure,
    /// Who works for an edition.
    ManagePeople,
    /// Everything that belongs to the portal as a whole.
    Administer,
}

impl Permission {
    /// All of them.
    pub const ALL: [Permission; 7] = [
        Permission::Write,
        Permission::EditOthers,
        Permission::Publish,
        Permission::Curate,
        Permission::Configure,
        Permission::ManagePeople,
        Permission::Administer,
    ];

    /// The first role that has it.
    pub fn least_role(self) -> Role {
        match self {
            Permission::Write => Role::Reporter,
            Permission::EditOthers | Permission::Publish => Role::Editor,
            Permission::Curate | Permission::Configure | Permission::ManagePeople => Role::Chief,
            Permission::Administer => Role::Admin,
        }
    }
}
