### 稿件的撰寫、發佈與管理，繁體中文版。

## 列表
menu-articles = 稿件
article-new = 新增稿件
article-untitled = 尚無標題
edition = 版本
state = 狀態
person = 人員
changed = 修改時間
any-state = 全部狀態
any-section = 全部欄目
headline-or-person = 標題或人員
only-mine = 只看我的
show = 篩選
show-all = 顯示全部
articles-none = 還沒有稿件。從寫標題開始吧。
articles-none-found = 沒有找到。請減少篩選條件。
articles-more = 更早的稿件
state-draft = 草稿
state-returned = 已退回
state-review = 待審
state-scheduled = 定時發佈
state-embargoed = 禁發期內
state-live = 已發佈
state-withdrawn = 已撤稿
state-refused = 稿件目前的狀態不允許這樣操作。可能有同事已先行處理，請重新整理頁面。

## 工作台
dashboard-returned = 退回給您的
dashboard-review = 等待審稿
dashboard-drafts = 您的草稿
dashboard-scheduled = 定時發佈
dashboard-embargoed = 禁發期內
dashboard-nothing = 沒有草稿，也沒有待辦事項。

## 稿件
article-saved = { $name } 儲存於 { $time }
article-public = 檢視讀者頁面
article-ahead = 讀者看到的是較早的版本，之後儲存的內容尚未發佈。
article-read-only = 您可以閱讀此稿。現在修改須由本版編輯進行。
preview = 預覽
preview-saved = 預覽已儲存的內容
history = 歷史
notes = 備註
details = 詳細資料
dateline-title = 電頭
choose = 請選擇……
choose-none = 無
field-kicker = 眉題
field-headline = 標題
field-short-headline = 短標題
field-standfirst = 導語
field-body = 內文
field-section = 欄目
field-source = 來源
field-author = 作者
field-editor = 責任編輯
field-slug = 網址
field-dateline-place = 地點
field-dateline-on = 日期
field-dateline-agency = 通訊社
field-coverage = 專題
field-photo = 圖片
field-caption = 圖片說明
field-alt = 給看不到圖片的人的描述
field-return-note = 需要修改之處
field-schedule-at = 發佈時間
field-embargo-until = 禁發至
field-correction = 錯誤說明
field-reason = 原因
slug-hint = 網址的末尾部分。留空則由標題產生。
photo-words-hint = 兩項都留空，則使用圖片庫中的文字。
hint-cells = { $used } / { $most } 格
hint-body = Markdown 格式。{ $hanzi } 個漢字，另有 { $words } 個詞，閱讀約需 { $minutes } 分鐘。

## 操作
submit-review = 提交審稿
publish-now = 立即發佈
return-title = 退回作者
return-hint = 作者會在稿件上看到此備註，讀者不會看到。
return-button = 退回
publish-later = 稍後發佈
schedule-button = 定時發佈
unschedule-button = 改回草稿
embargo-hint = 在此時間之前，即使已經發佈，稿件內容也不會公開。留空表示不設禁發期。
embargo-button = 設定禁發期
amend-title = 發佈修改
amend-hint = 以下每項操作都會儲存上面的文字，並立即向讀者展示。
publish-quietly = 直接發佈，不加說明
publish-update = 作為更新發佈
publish-correction = 作為更正發佈
correction-hint = 讀者會在文末看到此說明，並註明今天的日期。
withdraw = 撤稿……

## 缺少什麼
section-missing = 請選擇欄目。
day-bad = 請輸入日期，例如 2026-05-04。
photo-bad = 請從所列圖片中選擇。
headline-missing = 請先寫標題。
hour-bad = 請輸入日期和時間，例如 2026-05-04 18:00。
hour-past = 這個時間已過。請選擇更晚的時間，或立即發佈。
correction-missing = 請告訴讀者錯在哪裡。
return-note-missing = 請告訴作者需要修改什麼。

## 兩人同改一稿
clash-title = 有人已先儲存了此稿
clash-text = { $name } 已儲存此稿（{ $time }）。您的文字沒有遺失。
clash-mine = 您的文字
clash-theirs = 已儲存的文字
clash-hint = 無論選哪一個，已儲存的文字都留在歷史中。兩邊要保留的內容可從這裡複製。
clash-keep-mine = 用我的
clash-use-theirs = 用對方的

## 歷史
time = 時間
to-article = 返回稿件
to-history = 返回歷史
revision = 修改了什麼
revision-live = 讀者所見
revision-same = 文字與前一版相同。
restore = 恢復這一版
restore-hint = 這一版的文字將成為最新版本。任何內容都不會遺失，發佈之後讀者才會看到。

## 撤稿
withdrawal-title = 撤下此報道
withdrawal-text = 此報道將在所有版本中同時撤下。讀者打開原網址會看到說明。
withdrawal-nothing = 此報道沒有已發佈的稿件。
withdraw-everywhere = 在所有版本中撤下
reason-hint = 讀者會看到。留空則只說明報道已撤下。

## 已完成
flash-article-created = 草稿已儲存。
flash-article-saved = 稿件已儲存。
flash-article-submitted = 已提交，接下來由編輯處理。
flash-article-returned = 已退回作者。
flash-article-published = 已發佈。
flash-article-updated = 更新已發佈。
flash-article-corrected = 更正已發佈。
flash-article-scheduled = 已設定定時發佈。
flash-article-unscheduled = 已改回草稿。
flash-article-withdrawn = 報道已撤下。
flash-article-restored = 較早的文字已恢復。
flash-embargo-set = 禁發期已設定。
flash-embargo-off = 沒有禁發期。
