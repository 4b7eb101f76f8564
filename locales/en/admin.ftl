### The admin area, in English. The language is the person's own, whatever edition they edit.
### Dates and times come ready; names, addresses and editions' labels are data.

## Frame
admin-name = Broadsheet newsroom
menu-label = Newsroom
menu-open = Menu
menu-dashboard = Dashboard
sign-out = Sign out
list-separator = { ", " }
every-edition = every edition
every-edition-label = Every edition
on = On
off = Off
to-dashboard = Go to the dashboard
title-refused = Please check: { $title }
form-problems = Not saved yet. What you typed is still here. Please check:
form-check = Please check:

## Roles
role-reporter = Reporter
role-editor = Editor
role-chief = Chief
role-admin = Admin
role-in-edition = { $role }, { $edition }
roles = Roles
roles-none = None yet. Ask a Chief to give you one.

## Signing in
sign-in-title = Sign in
sign-in = Sign in
sign-in-help = Forgot your password? An Admin, or a Chief of your edition, can send you a link.
sign-in-wrong = { $tries ->
    [0] That e-mail and password do not match. Wait 10 minutes before you try again.
    [one] That e-mail and password do not match. { $tries } try left before a 10-minute pause.
   *[other] That e-mail and password do not match. { $tries } tries left before a 10-minute pause.
}
sign-in-paused = Too many tries. You can try again at { $time }.
email = E-mail
password = Password
code-title = Enter your code
code = Code
code-hint = The six digits that your authenticator app shows now, or one of your recovery codes.
code-wrong = { $tries ->
    [0] That code is not right. Wait 10 minutes before you try again.
    [one] That code is not right. { $tries } try left before a 10-minute pause.
   *[other] That code is not right. { $tries } tries left before a 10-minute pause.
}
start-again = Start again

## Accounts
name = Name
name-hint = As your colleagues know you.
name-missing = Enter a name.
email-bad = Enter an e-mail address, such as name@example.org.
password-hint = At least 12 characters. A few words in a row are easy to remember and hard to guess.
password-too-short = Use at least 12 characters.
password-too-long = This password is too long. 170 characters are always possible.
password-too-easy = This password is too easy to guess. Use several different words.
second-step = Two-step sign-in
setup-title = Make yourself the first admin
setup-text = Nobody can sign in yet. This page works once, and only for you who started the portal.
setup-button = Create the account

## Dashboard
dashboard-you = You
dashboard-sites = Your editions, as readers see them

## Account
menu-account = Account
profile = About you
language = Language
language-hint = The language of this newsroom area. Every edition can be edited in any of them.
language-missing = Choose one of the languages.
shortcuts = Keyboard shortcuts
save = Save
continue = Continue
cancel = Cancel
actions = Actions
password-current = Current password
password-new = New password
password-change = Change password
password-set = Set password
password-wrong = { $tries ->
    [0] That password is not right. Wait 10 minutes before you try again.
    [one] That password is not right. { $tries } try left before a 10-minute pause.
   *[other] That password is not right. { $tries } tries left before a 10-minute pause.
}
code-if-any = Code, if you use two-step sign-in
code-wrong-app = That code is not the one your app shows now. Check that the time on your phone is right.
second-step-is-on = { $count ->
    [0] It is on. You have no recovery codes left: make new ones.
    [one] It is on. You have { $count } recovery code left.
   *[other] It is on. You have { $count } recovery codes left.
}
second-step-is-off = It is off. With it, a stolen password alone opens nothing.
second-step-change = Set up two-step sign-in
second-step-off-text = Scan this with an authenticator app. Then type the code that it shows, so that we know it works.
second-step-qr = QR code for your authenticator app
second-step-by-hand = If you cannot scan it, type this key into the app:
second-step-code-hint = The six digits that the app shows now.
second-step-turn-on = Turn on
second-step-on-text = Signing in takes your password and a code from your authenticator app.
second-step-turn-off = Turn two-step sign-in off
recovery-codes = Your recovery codes
recovery-codes-text = Each of these opens your account once if your phone is lost. Write them down or print this page: they are not shown again.
recovery-codes-renew = Make new recovery codes
recovery-codes-kept = I have kept them
sessions = Where you are signed in
sessions-none = Nowhere.
sessions-end-others = Sign out everywhere else
session-device = Device
session-address = Address
session-seen = Last used
session-here = this one
session-end = Sign out

## People
menu-users = Users
invite = Invite somebody
invite-title = Invite somebody
invite-text = You get a link to pass on to them. They choose a password with it.
invite-button = Make the link
invited-title = The invitation is ready
invited-text = Send this link to the person, and to nobody else. It is shown only now and works once.
invitation-title = Welcome to the newsroom
reset-title = Choose another password
link-text = This is the account of { $email }.
link-made-title = The link is ready
link-made-text = Send this link to the person, and to nobody else. It is shown only now and works once; earlier ones no longer do.
link-until = Good until { $time }.
to-users = Back to the users
email-taken = Somebody has an account with this e-mail already.
name-optional = Name (optional)
name-optional-hint = They can change it.
roles-hint = A Reporter writes. An Editor also publishes and edits others’ work. A Chief also decides about fronts, sections, settings and people. The higher of the role here and the role for every edition counts.
roles-missing = Choose a role in at least one edition.
role-none = No role
user-roles = What they may do
user-state = State
user-active = Active
user-invited = Invited, no password yet
user-deactivated = Deactivated
user-seen = Last signed in
user-sessions = Where they are signed in
never = Never
user-access = Access
user-link = Make a link to choose a password
user-link-hint = For an invitation that got lost, or a forgotten password.
user-second-step-hint = Only when the phone and the recovery codes are both lost.
user-deactivate = Deactivate
user-deactivate-hint = Deactivating signs them out at once and keeps them from signing in. Their name stays on what they did.
user-reactivate = Let them sign in again
user-end-sessions = Sign them out everywhere
user-last-admin = This is the last Admin. Make somebody else Admin first.

## What was done
flash-saved = Saved.
flash-password = Your password is changed. You are signed out everywhere else.
flash-session-ended = That device is signed out.
flash-sessions-ended = You are signed out everywhere else.
flash-second-step-off = Two-step sign-in is off.
flash-roles = The roles of { $name } are saved.
flash-deactivated = { $name } cannot sign in any more.
flash-reactivated = { $name } can sign in again.
flash-their-second-step-off = Two-step sign-in of { $name } is off.
flash-their-sessions-ended = { $name } is signed out everywhere.

## When something is in the way
signed-out-title = You are signed out
signed-out-text = Your session has ended. Nothing you sent is lost: sign in, and it goes on from there.
step-up-title = Please confirm that it is you
step-up-text = So that nobody else does this from your desk, your password is needed once more.
again-files-text = You have to show who you are first. What you typed is kept, files cannot be: choose them again on the page you come back to.
denied-title = You cannot do this
denied-editions = You can edit in { $editions } only. Ask a Chief of this edition for access.
denied-role = This takes the role of { $role }. Ask a Chief of this edition for access.
forged-title = This form could not be accepted
forged-text = It was not sent from a page that this browser opened here, or that page is too old. Nothing was changed. Go back, reload the page and send the form again.
too-large-title = This is too large
too-large-text = The form holds more than we can take at once. Nothing was changed.
missing-title = There is nothing here
missing-text = The address may be mistyped, or what was here is gone.
unavailable-title = The database cannot be reached
unavailable-text = Nothing was changed. Please try again in a minute.
unanswered-text = Whether this was done isn't known: the database took it and doesn't answer. In a minute, look before you send it again.
full-title = The disk is full
full-text = Nothing was changed. Somebody must make room on the server; until then nothing can be saved.
unsaved-text = What you wrote is on this page and nowhere else: leave it open, or copy it, and try again.
unsaved-form = What you sent is on this page. Leave it open and try again.
unsaved-field = What you wrote
broken-title = Something broke on our side
broken-text = We have been told. Whether your last change was saved you see when you open it again.
unreadable-title = This request could not be read
unreadable-text = Something in it is not in the form it must have. Nothing was changed.

## Mail
link-sent = The link is on its way to { $email }. It works once.
link-not-sent = The mail to { $email } was not sent: { $reason }. Pass the link on yourself.
mail-invitation-subject = Your account in the newsroom
mail-invitation-text =
    Hello { $name },

    { $by } has invited you to the newsroom. Choose your password here:

    { $link }

    The link works once, until { $time }. If you did not expect this, you need not do anything.
mail-reset-subject = Choose another password
mail-reset-text =
    Hello { $name },

    { $by } has made you a link to choose another password:

    { $link }

    It works once, until { $time }. If you did not ask for it, you need not do anything: your password stays as it is.
