### Writing, publishing and looking after articles, in English.

## The list
menu-articles = Articles
article-new = New article
article-untitled = No headline yet
edition = Edition
state = State
person = Person
changed = Changed
any-state = Any state
any-section = Any section
headline-or-person = Headline or person
only-mine = Only mine
show = Show
show-all = Show all
articles-none = No articles yet. Start with a headline.
articles-none-found = Nothing was found. Try fewer conditions.
articles-more = Earlier articles
state-draft = Draft
state-returned = Returned
state-review = In review
state-scheduled = Scheduled
state-embargoed = Under embargo
state-live = Live
state-withdrawn = Withdrawn
state-refused = This cannot be done in the article’s present state. Somebody may have been faster: reload the page.

## Dashboard
dashboard-returned = Returned to you
dashboard-review = Waiting for an editor
dashboard-drafts = Your drafts
dashboard-scheduled = Scheduled
dashboard-embargoed = Under embargo
dashboard-nothing = No drafts, and nothing waits for you.

## The article
article-saved = Saved by { $name }, { $time }
article-public = As readers see it
article-ahead = Readers see an earlier version. What was saved since is not published yet.
article-read-only = You can read this article. Changing it now takes an Editor of this edition.
preview = Preview
preview-saved = Preview what is saved
history = History
notes = Notes
details = Details
dateline-title = Dateline
choose = Choose …
choose-none = None
field-kicker = Kicker
field-headline = Headline
field-short-headline = Short headline
field-standfirst = Standfirst
field-body = Text
field-section = Section
field-source = Source
field-author = Author
field-editor = Responsible editor
field-slug = Address
field-dateline-place = Place
field-dateline-on = Day
field-dateline-agency = Agency
field-coverage = Coverage
field-photo = Photo
field-caption = Caption
field-alt = Description for those who cannot see the photo
field-return-note = What is to be done
field-schedule-at = Publish at
field-embargo-until = Embargo until
field-correction = What was wrong
field-reason = Reason
slug-hint = The end of the web address. Leave it empty to have it made from the headline.
photo-words-hint = Leave both fields empty to use the library’s words.
hint-cells = { $used } of { $most } cells
hint-body = Markdown. { $hanzi } Chinese characters, { $words } other words, about { $minutes } min to read.

## What can be done with it
submit-review = Submit for review
publish-now = Publish now
return-title = Return to the writer
return-hint = The writer finds this note on the article. Readers never see it.
return-button = Return
publish-later = Publish later
schedule-button = Schedule
unschedule-button = Make it a draft again
embargo-hint = Before this time nothing of the article is public, even if it is published. Leave it empty for no embargo.
embargo-button = Set the embargo
amend-title = Publish changes
amend-hint = Each of these saves the text above and shows it to readers at once.
publish-quietly = Publish without a note
publish-update = Publish as an update
publish-correction = Publish as a correction
correction-hint = Readers see this note with today’s date below the article.
withdraw = Withdraw …

## What is missing
section-missing = Choose a section.
day-bad = Enter a day, such as 2026-05-04.
photo-bad = Choose one of the photos shown.
headline-missing = Write a headline first.
hour-bad = Enter a day and a time, such as 2026-05-04 18:00.
hour-past = This time has passed. Choose a later one, or publish now.
correction-missing = Tell readers what was wrong.
return-note-missing = Tell the writer what is to be done.

## Two people, one article
clash-title = Somebody else has saved this article
clash-text = { $name } saved this article: { $time }. Your text has not been lost.
clash-mine = Your text
clash-theirs = The saved text
clash-hint = Whichever you choose, the saved text stays in the history. Copy from here what you want to keep of both.
clash-keep-mine = Keep mine
clash-use-theirs = Use theirs

## History
time = Time
to-article = Back to the article
to-history = Back to the history
revision = What was changed
revision-live = what readers see
revision-same = The words are those of the revision before.
restore = Restore these words
restore-hint = They become the newest revision. Nothing is lost, and readers see them only when they are published.

## Withdrawal
withdrawal-title = Withdraw this story
withdrawal-text = The story is taken down in every edition at once. Readers find a notice at its address.
withdrawal-nothing = No article of this story is live.
withdraw-everywhere = Withdraw in every edition
reason-hint = Readers see it. Leave it empty to say only that the story was withdrawn.

## What was done
flash-article-created = The draft is saved.
flash-article-saved = Saved.
flash-article-submitted = Submitted. An editor takes it from here.
flash-article-returned = Returned to the writer.
flash-article-published = Published.
flash-article-updated = The update is published.
flash-article-corrected = The correction is published.
flash-article-scheduled = Scheduled.
flash-article-unscheduled = It is a draft again.
flash-article-withdrawn = The story is withdrawn.
flash-article-restored = The earlier words are back.
flash-embargo-set = The embargo is set.
flash-embargo-off = There is no embargo.
