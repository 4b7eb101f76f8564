//! What was typed into a form, and what is wrong with it.

use std::future::{Ready, ready};
use std::sync::Arc;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

/// The fields of the form that was sent, in their order; empty when none was.
///
/// The guard has read them, whatever happens next: a page that has to ask for a password in
/// between can hand them on.
#[derive(Debug, Clone, Default)]
pub struct Fields(Arc<Vec<(String, String)>>);

impl Fields {
    /// Reads `application/x-www-form-urlencoded`; what isn't UTF-8 becomes replacement marks.
    pub fn parse(bytes: &[u8]) -> Fields {
        Fields(Arc::new(url::form_urlencoded::parse(bytes).into_owned().collect()))
    }

    /// A field's text, the first where it is there twice; empty when it is missing.
    ///
    /// Browsers send line breaks as CR LF: here they are LF.
    pub fn get(&self, name: &str) -> String {
        self.raw(name).replace("\r\n", "\n")
    }

    /// A field's text without white space around it.
    pub fn trimmed(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// Every value of a field that may be there several times: check boxes, lists.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Whether a field was sent: a check box that isn't ticked is not.
    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

impl FromIterator<(String, String)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(fields: I) -> Fields {
        Fields(Arc::new(fields.into_iter().collect()))
    }
}

impl FromRequest for Fields {
    type Error = actix_web::Error;
    type Future = Ready<Result<Fields, actix_web::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(request.extensions().get::<Fields>().cloned().unwrap_or_default()))
    }
}

/// A form as its page prints it: what it holds and, after it was refused, what is wrong where.
///
/// `templates/admin/parts/form.html` has the macros that print its fields.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Fields,
    problems: Vec<(String, String)>,
}

impl Form {
    /// A form that holds what the person typed.
    pub fn typed(fields: Fields) -> Form {
        Form { fields, problems: Vec::new() }
    }

    /// A form that holds what is stored.
    pub fn filled<'a>(values: impl IntoIterator<Item = (&'a str, &'a str)>) -> Form {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        Form::typed(values.into_iter().map(owned).collect())
    }

    /// Adds fields that another form of the page holds.
    pub fn fill<'a>(&mut self, values: impl IntoIterator<Item = (&'a str, &'a str)>) {
        let owned = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let all = self.fields.iter().map(owned).chain(values.into_iter().map(owned));
        self.fields = all.collect();
    }

    /// Notes what is wrong with a field, in the person's language.
    pub fn refuse(&mut self, field: impl Into<String>, problem: impl Into<String>) {
        self.problems.push((field.into(), problem.into()));
    }

    /// What a field holds. Passwords are never sent back.
    pub fn value(&self, name: impl AsRef<str>) -> &str {
        let name = name.as_ref();
        if Form::is_secret(name) { "" } else { self.fields.raw(name) }
    }

    /// Whether what is typed into a field stays with who typed it.
    pub fn is_secret(name: &str) -> bool {
        name.contains("password") || name.ends_with("code")
    }

    /// What it holds, whatever is wrong with it.
    pub fn sent(&self) -> &Fields {
        &self.fields
    }

    /// Whether a box is ticked, or one of several with this value.
    pub fn is_ticked(&self, name: impl AsRef<str>, value: impl AsRef<str>) -> bool {
        self.fields.all(name.as_ref()).any(|ticked| ticked == value.as_ref())
    }

    /// What is wrong with a field.
    pub fn problem(&self, name: impl AsRef<str>) -> Option<&str> {
        let mut problems = self.problems.iter();
        let found = problems.find(|(field, _)| field == name.as_ref());
        found.map(|(_, problem)| problem.as_str())
    }

    /// The ids of what stands beside a field: its hint, its problem.
    pub fn described_by(&self, name: impl AsRef<str>, hint: impl AsRef<str>) -> Option<String> {
        let name = name.as_ref();
        let hint = (!hint.as_ref().is_empty()).then(|| format!("{name}-hint"));
        let problem = self.problem(name).map(|_| format!("{name}-problem"));
        let ids: Vec<String> = hint.into_iter().chain(problem).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// Everything that is wrong, each with its field, in the order in which it was found.
    pub fn problems(&self) -> &[(String, String)] {
        &self.problems
    }

    /// Whether the cursor belongs into a field: the first one with a problem.
    pub fn is_first_problem(&self, name: impl AsRef<str>) -> bool {
        self.problems.first().is_some_and(|(field, _)| field == name.as_ref())
    }

    /// Whether nothing is wrong.
    pub fn is_good(&self) -> bool {
        self.problems.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_keeps_what_was_typed_but_no_password() {
        let fields = Fields::parse(b"name=B%20t&password=secret&body=a%0D%0Ab&on=1&on=2&bad=%ff");
        assert_eq!(fields.get("body"), "a\nb");
        assert_eq!(fields.get("bad"), "\u{fffd}");
        assert_eq!(fields.all("on").collect::<Vec<_>>(), ["1", "2"]);
        let mut form = Form::typed(fields);
        assert_eq!((form.value("name"), form.value("password")), ("B t", ""));
        assert!(form.is_ticked("on", "2") && !form.is_ticked("on", "3") && form.is_good());
        form.refuse("name", "too short");
        assert_eq!(form.problem("name"), Some("too short"));
        assert!(form.is_first_problem("name") && !form.is_good());
    }
}
