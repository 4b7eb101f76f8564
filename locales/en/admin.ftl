### The admin area, in English. The language is the person's own, whatever edition they edit.
### Dates and times come ready; names, addresses and editions' labels are data.

## Frame
admin-name = Broadsheet newsroom
menu-label = Newsroom
menu-dashboard = Dashboard
sign-out = Sign out
list-separator = { ", " }
every-edition = every edition
on = On
off = Off
to-dashboard = Go to the dashboard
title-refused = Please check: { $title }
form-problems = Not saved yet. Please check:

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

## When something is in the way
signed-out-title = You are signed out
signed-out-text = Your session has ended and nothing was saved. Sign in, go back and send the form again.
step-up-title = Please confirm that it is you
step-up-text = This cannot be undone easily, so your password is needed again.
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
broken-title = Something broke on our side
broken-text = We have been told. Whether your last change was saved you see when you open it again.
unreadable-title = This request could not be read
unreadable-text = Something in it is not in the form it must have. Nothing was changed.
