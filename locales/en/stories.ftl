### Stories across editions, translations, several articles at once, in English.

## Stories and editions
stories = Stories
stories-all = All stories
stories-more = Earlier stories
stories-missing = Missing in
stories-missing-nowhere = No filter
stories-behind = Only with an outdated translation
story = Story
story-not-there = not there
story-and-translations = Story and translations
story-editions = Editions of this story
state-updated = Updated
state-corrected = Corrected
state-missed = Could not be published on time
state-ahead = With unpublished changes
state-dead-links = With dead links
behind = behind { $age }
age-minutes = { $count } min
age-hours = { $count } h
age-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}

## Publishing a story together
story-publish = Publish together
story-publish-hint = Everything that is ticked is published in the same moment, or nothing is. Embargoes still hold.
story-included = Editions
story-publish-now = Publish together now
story-schedule = Schedule together
story-none-chosen = Choose at least one edition.
story-blocked = Nothing was published. { $edition }: { $reason }
block-withdrawn = It was withdrawn.
block-not-yours = This takes an Editor of this edition.
block-headline = It has no headline yet.
article-by-clock = Due { $due }, published { $done }
article-missed = This was due { $due } and could not be published: it had no headline. Readers have seen nothing of it.

## Linking and unlinking
story-link = Link an article
story-link-hint = Joins the same report from an edition that this story does not have yet. Readers can then switch between the two.
story-look = Find
story-found-none = Nothing was found in { $editions }. Try another word of the headline.
story-link-button = Link
story-unlink = Unlink this article
story-unlink-hint = It becomes a story of its own. Readers can no longer switch from it to the other editions. Nothing else changes.
story-unlink-button = Unlink { $edition } from this story
link-missing = Choose one of the articles that were found.
link-taken = This story has an article in { $edition } already. Unlink that one first.
unlink-alone = This article is alone in its story already.

## Translating
translation = Translation
translation-start = Start
translation-new = Start a translation
translation-new-hint = The draft gets section, coverage, author, source, day and photos. The words are written beside the source.
translation-edition-missing = Choose an edition.
translation-section-missing = The section has no name in this edition. Choose another one.
translation-no-source = There is nothing to translate from: no other article of this story can be read by you.
translation-to-editor = All fields and publishing
translation-beside = Beside
translation-paragraph = Paragraph { $number }
translation-more = Anything more
translation-mark = Save and mark as up to date
translation-follow = Save and follow this source
paragraph-new = new
paragraph-gone = removed
paragraph-changed = changed
source-changed = The source changed: { $time }
source-changed-text = What changed is marked below. Your text stays as it is until you change it. Mark it as up to date when you have read everything.
source-see = See what changed

## Notes
field-note = Write a note
note-hint = Everybody who works for this edition can read it. Readers never see it.
note-add = Add the note
note-missing = Write something first.

## Several articles at once
bulk-choose = Choose
bulk-chosen = The ticked articles
bulk-move = Move …
bulk-move-title = Move articles
bulk-move-text = Please check. All of these are moved, or none of them.
bulk-move-button = Move them
bulk-moves = from { $from } to { $to }
bulk-withdraw-title = Withdraw stories
bulk-withdraw-text = Please check. All of these stories are taken down in every edition at once, or none of them. Readers find a notice at their addresses.
bulk-withdraws = taken down in { $editions }
bulk-done = What will happen
bulk-left = What stays as it is
bulk-none-chosen = Tick at least one article in the list.
bulk-nothing-to-do = There is nothing to do.
bulk-no-section-name = The section has no name in its edition.
bulk-there-already = It is there already.
bulk-not-live = No article of this story is live.
bulk-not-yours-in = This takes an Editor of { $edition } as well.
bulk-refused = Nothing was changed: something is different by now. Please check again.
bulk-back = Back to the list

## Saved views
view-name = Save this list as
view-hint = Only you see it. Saving under a known name replaces that view.
view-save = Save
view-name-missing = Give the list a name.

## Dashboard
tally-drafts = { $count ->
    [one] Mine: { $count } draft
   *[other] Mine: { $count } drafts
}
tally-returned = { $count } returned
tally-review = Waiting for an editor: { $count }
dashboard-attention = Needs attention
attention-missed = { $count ->
    [one] { $count } article could not be published on time
   *[other] { $count } articles could not be published on time
}
attention-behind = { $count ->
    [one] { $count } translation is behind its source
   *[other] { $count } translations are behind their source
}
attention-ahead = { $count ->
    [one] { $count } article has changes that are not published
   *[other] { $count } articles have changes that are not published
}
attention-links = { $count ->
    [one] 1 dead link
   *[other] { $count } dead links
}
attention-jobs = { $count ->
    [one] { $count } job with errors since yesterday
   *[other] { $count } jobs with errors since yesterday
}
attention-credit = { $count ->
    [one] { $count } photo without credit
   *[other] { $count } photos without credit
}

## What was done
flash-story-published = Published in all the editions that you chose.
flash-story-scheduled = Scheduled in all the editions that you chose.
flash-linked = The article belongs to this story now.
flash-unlinked = The article is a story of its own now.
flash-translation-started = The draft is there. The source stands beside it.
flash-translation-marked = Saved and marked as up to date.
flash-note-added = Your note is added.
flash-bulk-moved = Articles moved: { $count }.
flash-bulk-withdrawn = Stories withdrawn: { $count }.
flash-view-saved = The list is saved.
flash-view-removed = The saved list is removed.
