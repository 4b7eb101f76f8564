### 稿件的撰寫、發布與管理，繁體中文版。

## 列表
menu-articles = 稿件
article-new = 新增稿件
article-untitled = 尚無標題
edition = 版本
state = 狀態
person = 人員
changed = 修改時間
any-state = 全部狀態
any-section = 全部分類
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
state-scheduled = 定時發布
state-embargoed = 禁發期內
state-live = 已發布
state-withdrawn = 已撤下
state-refused = 稿件目前的狀態不允許這樣操作。可能有同事已先行處理，請重新整理頁面。

## 工作台
dashboard-returned = 退回給您的
dashboard-review = 等待審稿
dashboard-drafts = 您的草稿
dashboard-scheduled = 定時發布
dashboard-embargoed = 禁發期內
dashboard-nothing = 沒有草稿。先寫一個標題吧。
live-now = 此刻
live-pages = 最近 5 分鐘讀者向本伺服器請求的頁面
live-articles = 最近 5 分鐘閱讀最多
live-feed-errors = 最近 5 分鐘的訂閱來源錯誤
live-standing = 網站前端的快取
live-standing-since = 自 { $time } 起未能通知更新，讀者可能看到舊頁面
live-jobs = 等待中的工作
live-due = 一小時內到點發布

## 稿件
article-saved = { $name } 儲存於 { $time }
article-ahead = 讀者看到的是較早的版本，之後儲存的內容尚未發布。
article-read-only = 您可以閱讀此稿。現在修改須由本版編輯進行。
article-with-editors = 此稿目前由「{ $edition }」的編輯審閱。退回後，作者可以繼續修改；在此之前，可以在這裡閱讀，寫下的備註編輯都看得到。
article-editors = 可以審閱的人：{ $names }。
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
field-social-title = 分享標題
field-standfirst = 導語
field-body = 內文
field-section = 分類
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
field-alt = 替代文字（寫給看不到圖片的讀者）
field-return-note = 需要修改之處
field-schedule-at = 發布時間
field-embargo-until = 禁發至
field-correction = 錯誤說明
field-reason = 原因
field-needed = { $label } *
needed-hint = * 必填：沒有標題和分類就不能發布，讀者也需要知道來源。
photos-none = 圖片庫中還沒有圖片。
photos-none-upload = 上傳第一張
slug-hint = 網址的末尾部分。留空則由標題產生。
photo-words-hint = 兩項都留空，則使用圖片庫中的文字。
hint-cells = { $used } / { $most } 格
hint-body = { $hanzi ->
    [0] { $words ->
        [0] Markdown 格式，每行一個段落。
       *[other] Markdown 格式。{ $words } 個詞，閱讀約需 { $minutes } 分鐘。
    }
   *[other] { $words ->
        [0] Markdown 格式。{ $hanzi } 個漢字，閱讀約需 { $minutes } 分鐘。
       *[other] Markdown 格式。{ $hanzi } 個漢字，另有 { $words } 個詞，閱讀約需 { $minutes } 分鐘。
    }
}

## 操作
submit-review = 提交審稿
publish-now = 立即發布
return-title = 退回作者
return-hint = 作者會在稿件上看到此備註，讀者不會看到。
return-button = 退回
publish-later = 稍後發布
schedule-button = 定時發布
unschedule-button = 改回草稿
embargo-hint = 在此時間之前，即使已經發布，稿件內容也不會公開。留空表示不設禁發期。
embargo-button = 設定禁發期
amend-title = 發布修改
amend-hint = 以下每項操作都會儲存表單中的文字，並立即向讀者展示。
publish-quietly = 直接發布，不加說明
publish-update = 作為更新發布
publish-correction = 作為更正發布
correction-hint = 讀者會在文末看到此說明，並註明今天的日期。
withdraw = 撤下……

## 缺少什麼
section-missing = 請選擇分類。
day-bad = 請輸入日期，例如 2026-05-04。
photo-bad = 請從所列圖片中選擇。
headline-missing = 請先寫標題。
hour-bad = 請輸入日期和時間，例如 2026-05-04 18:00。
hour-past = 這個時間已過。請選擇更晚的時間，或立即發布。
correction-missing = 請告訴讀者錯在哪裡。
return-note-missing = 請告訴作者需要修改什麼。

## 兩人同改一稿
clash-title = 有人已先儲存了此稿
clash-text = { $name } 於 { $time }儲存了此稿。您的文字沒有遺失。
clash-mine = 您的文字
clash-theirs = 已儲存的文字
clash-hint = 選「用對方的」會放棄您的文字；已儲存的文字始終保留在歷史中。兩邊要保留的內容可從這裡複製。
clash-keep-mine = 用我的
clash-use-theirs = 用對方的
seen-title = 這段期間有人儲存了此表單
seen-text = 您開啟此表單後，有人已先儲存。沒有內容被覆蓋，您的文字也沒有遺失。
seen-hint = 選「用我的」會取代已儲存的文字；選「用對方的」會放棄您的文字。兩邊要保留的內容可從這裡複製。

## 歷史
time = 時間
to-article = 返回稿件
to-history = 返回歷史
revision = 修改了什麼
revision-live = 讀者所見
revision-same = 文字與前一版相同。
revision-first = 這是最初的一版，在它之前沒有內容。
history-what = 操作
history-saved = 儲存：
act-about = { $act }：{ $time }
act-submit = 提交審閱
act-return-article = 退回作者
act-publish = 發布
act-publish-under-embargo = 發布，禁發至
act-schedule = 設定定時發布
act-unschedule = 改回草稿
act-set-embargo = 設定禁發至
act-embargo-off = 取消禁發
act-update = 發布更新
act-correct = 發布更正
act-withdraw = 撤下
act-restore = 恢復較早的文字
act-refuse-publication = 未能按時發布
actor-clock = 定時任務
corrections-before = 讀者所見的更正
restore = 恢復這一版
restore-hint = 這一版的文字將成為最新版本。任何內容都不會遺失，發布之後讀者才會看到。

## 撤下
withdrawal-title = 撤下此報導
withdrawal-text = 此報導將在所有版本中同時撤下。讀者打開原網址會看到說明。
withdrawal-nothing = 此報導沒有已發布的稿件。
withdraw-everywhere = 在所有版本中撤下
reason-hint = 讀者會看到。留空則只說明報導已撤下。

## Discarding a draft
removal-link = 捨棄此草稿……
removal-title = 捨棄此草稿
removal-text = 它從未公開。草稿及其歷史、備註和未儲存的內容都將永久刪除。
removal-button = 永久捨棄
removal-no-draft = 這篇稿件已不是草稿，或讀者已經看過。可以改為撤下報導。
removal-taken = 有人正在編輯，因此沒有刪除任何內容。請先與對方溝通，或先接手編輯。

## 已完成
flash-article-created = 草稿已儲存。
flash-article-saved = 稿件已儲存。
flash-article-submitted = 已提交，接下來由編輯處理。
flash-article-returned = 已退回作者。
flash-article-published = 已發布。
flash-article-updated = 更新已發布。
flash-article-corrected = 更正已發布。
flash-article-scheduled = 已設定定時發布。
flash-article-unscheduled = 已改回草稿。
flash-article-withdrawn = 報導已撤下。
flash-article-restored = 較早的文字已恢復。
flash-draft-discarded = 草稿已捨棄。
flash-embargo-set = 禁發期已設定。
flash-embargo-off = 沒有禁發期。

## 寫作
copy-notice = 您看到的是上次儲存之後寫下的文字：{ $name }，{ $time }。
copy-notice-notes = 「發布……」中留有尚未提交的內容：{ $name }，{ $time }。
copy-discard = 捨棄
flash-copy-discarded = 已捨棄。現在顯示的是上次儲存的內容。
flash-copy-newer = 期間有人繼續寫了。現在顯示的是最新的文字。
writing-somebody = { $name } 正在編輯（自 { $time } 起）。
writing-elsewhere = 您正在另一個視窗中編輯此稿（自 { $time } 起）。
take-over = 接手
copy-mine = 複製我的文字
copied = 已複製
section-none = 本版還沒有分類，須先由主編開設一個。
clash-short = { $name } 已於 { $time } 儲存此稿。您的文字沒有遺失。
status-saving = 正在儲存……
status-saved = { $time } 已儲存
status-offline = 離線——{ $time } 已存在本裝置上
status-kept = { $time } 已存在本裝置上
status-signed-out = 未儲存——請重新登入
save-failed = 無法連線至伺服器。您的文字已存在本裝置上，{ $seconds } 秒後重試。
server-unreachable = 無法連線至伺服器。內容沒有遺失，請稍後再試。
try-now = 立即重試
device-copy = 本裝置上有 { $time } 寫下、尚未送出的文字。
compare = 比較
use-it = 使用
compare-title = 兩份文字對照
compare-newest = 伺服器上的文字
compare-device = 本裝置上的文字
close = 關閉
sign-in-here = 您的登入已失效。文字保持原樣：在此登入後即會儲存。
tab-write = 寫作
publishing = 發布……
publishing-title = 發布
publishing-now = 現在
publishing-own-time = 您所在地：{ $time }
preview-phone = 手機
preview-desktop = 電腦
preview-dark = 深色
preview-card = 分享卡片
preview-print = 列印
preview-waiting = 寫下的第一句話儲存後，頁面會顯示在這裡。
checks-title = 檢查
check-headline = 標題
check-headline-missing = 缺標題
check-headline-long = 標題偏長
check-section = 分類
check-section-missing = 缺分類
check-source = 來源
check-source-missing = 缺來源
check-body = 內文
check-body-missing = 缺內文
check-credit = 圖片署名
check-credit-missing = 缺圖片署名
check-alt = 圖片替代文字
check-alt-missing = 缺圖片替代文字
check-line = 第 { $line } 行無法辨識，將照原樣顯示
toolbar = 格式與區塊
tool-bold = 粗體
tool-italic = 強調
tool-link = 連結
tool-heading = 小標題
tool-indent = 引用段落
tool-list = 清單
tool-numbers = 編號清單
tool-photo = 圖片
tool-fact = 資料框
tool-more = 更多區塊
tool-gallery = 圖集
tool-quote = 引言
tool-embed = 嵌入內容
tool-table = 表格
tool-tidy = 整理標點
tool-tidy-hint = 依本版本的規範統一引號、破折號、空格和全形半形
insert = 插入
link-words = 連結文字
link-address = 網址
quote-text = 引言內容
quote-by = 出自何人
embed-url = 頁面或影片的網址
table-caption = 表格標題
table-columns = 欄數
table-rows = 列數
photo-search = 搜尋圖片庫
photos-signed-out = 您已登出。在此登入後即可檢視圖片。
photos-dropped = 拖放到此處的圖片會先存入圖片庫，再插入內文。
photo-upload = 從本裝置上傳
photo-none-found = 沒有找到圖片。
photo-other-title = 從整個圖片庫中選擇
photo-other = 從整個圖片庫中選擇……
photo-choose = 選擇
paste-undo = 復原
paste-plain = 貼上為純文字
tidied = 已依本版本的規範整理引號、破折號和空格，可復原。
tidied-none = 沒有需要整理的標點。
tidied-unsaved = 已整理標點，尚未儲存。
paste-pictures = 您貼上了圖片。複製到圖片庫後即可使用。
paste-failed = 已貼上為純文字。
paste-copy-picture = 複製到圖片庫
paste-picture-added = 已在圖片庫和內文中
paste-open-picture = 開啟
paste-on-device = 圖片仍在您的裝置上：請透過「圖片」上傳檔案。
paste-copying-picture = 正在複製……
key-save = 儲存
key-publish = 開啟發布視窗
key-preview = 預覽
key-bold = 粗體
key-italic = 強調
key-link = 連結
key-search = 搜尋（不在輸入框內時）
key-new = 新增稿件（不在輸入框內時）
key-list = 開啟本清單（不在輸入框內時）
keys-hint = 可在您的帳號頁面關閉快速鍵。
pasted = 已貼上 { $paragraphs } 段文字、{ $pictures } 張圖片。
