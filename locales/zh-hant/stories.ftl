### 各版報導、翻譯與批次操作，繁體中文版。

## 報導與版本
stories = 報導
stories-all = 全部報導
stories-more = 更早的報導
stories-missing = 缺少版本
stories-missing-nowhere = 不限
stories-behind = 只看譯稿落後於原稿的
story = 報導
story-not-there = 尚無稿件
story-and-translations = 報導與翻譯
story-editions = 此報導的各個版本
state-updated = 已更新
state-corrected = 已更正
state-missed = 未能準時發布
state-ahead = 有未發布的修改
state-dead-links = 有失效連結
behind = 落後 { $age }
age-minutes = { $count } 分鐘
age-hours = { $count } 小時
age-days = { $count } 天

## 各版同時發布
story-publish = 各版同時發布
story-publish-hint = 勾選的版本在同一時刻全部發布，或者全部不發布。禁發期仍然有效。
story-included = 版本
story-publish-now = 立即同時發布
story-schedule = 定時同時發布
story-none-chosen = 請至少選擇一個版本。
story-blocked = 未發布任何內容。{ $edition }：{ $reason }
block-withdrawn = 此稿已撤下。
block-not-yours = 須由該版編輯操作。
block-headline = 尚無標題。
article-by-clock = 預定 { $due }，實際發布 { $done }
article-missed = 此稿預定 { $due } 發布，因沒有標題未能發布。讀者沒有看到任何內容。

## 關聯與取消關聯
story-link = 關聯稿件
story-link-hint = 把同一報導在其他版本中的稿件歸入此報導，讀者便可在兩版之間切換。只列出此報導還沒有的版本。
story-look = 尋找
story-found-none = 在{ $editions }中沒有找到，請換一個詞。
story-link-button = 關聯
story-unlink = 取消關聯
story-unlink-hint = 此稿將成為獨立的報導，讀者不能再從它切換到其他版本。其餘不變。
story-unlink-button = 從此報導移出 { $edition } 版
link-missing = 請從找到的稿件中選擇一篇。
link-taken = 此報導在{ $edition }版中已有稿件，請先取消那一篇的關聯。
unlink-alone = 此稿已經是獨立的報導。

## 翻譯
translation = 翻譯
translation-start = 開始
translation-new = 開始翻譯
translation-new-hint = 草稿會帶上分類、專題、作者、來源、日期和圖片，文字在原稿旁邊撰寫。
translation-edition-missing = 請選擇版本。
translation-section-missing = 該分類在此版本中沒有名稱，請另選分類。
translation-no-source = 沒有可供翻譯的原稿：此報導中沒有您可以閱讀的其他稿件。
translation-to-editor = 全部欄位與發布
translation-beside = 對照
translation-paragraph = 第 { $number } 段
translation-more = 補充段落
translation-mark = 儲存並標記為已跟上原稿
translation-follow = 儲存並以此為原稿
paragraph-new = 新增
paragraph-gone = 已刪除
paragraph-changed = 有修改
source-changed = 原稿已修改：{ $time }
source-changed-text = 修改之處在下面標出。您的譯文不會自動改變。全部讀過之後，請標記為已跟上原稿。
source-see = 檢視修改之處

## 備註
field-note = 寫備註
note-hint = 本版的同事都能看到，讀者不會看到。
note-add = 新增備註
note-missing = 請先寫內容。

## 批次操作
bulk-choose = 選取
bulk-chosen = 勾選的稿件
bulk-move = 移動……
bulk-move-title = 移動稿件
bulk-move-text = 請核對。以下稿件要麼全部移動，要麼都不移動。
bulk-move-button = 移動
bulk-moves = 從「{ $from }」移到「{ $to }」
bulk-withdraw-title = 撤下報導
bulk-withdraw-text = 請核對。以下報導在所有版本中同時全部撤下，或者全部不撤。讀者打開原網址會看到說明。
bulk-withdraws = 將撤下的版本：{ $editions }
bulk-done = 將要執行
bulk-left = 保持不變
bulk-none-chosen = 請在列表中至少勾選一篇稿件。
bulk-nothing-to-do = 沒有可執行的操作。
bulk-no-section-name = 該分類在稿件所屬版本中沒有名稱。
bulk-there-already = 已在該分類中。
bulk-not-live = 此報導沒有已發布的稿件。
bulk-not-yours-in = 還須是{ $edition }版的編輯。
bulk-refused = 未作任何變更：情況已經改變，請重新核對。
bulk-back = 返回列表

## 已存的列表
view-name = 將此列表存為
view-hint = 只有您自己看得到。同名的會被取代。
view-save = 儲存
view-name-missing = 請為列表取個名稱。

## 工作台
tally-drafts = 我的草稿：{ $count }
tally-returned = 退回：{ $count }
tally-review = 等待審稿：{ $count }
dashboard-attention = 需要留意
attention-missed = { $count } 篇稿件未能準時發布
attention-behind = { $count } 篇譯稿落後於原稿
attention-ahead = { $count } 篇稿件有未發布的修改
attention-links = { $count } 個失效連結
attention-jobs = 一天之內有 { $count } 項工作出錯
attention-credit = { $count } 張圖片沒有署名

## 已完成
flash-story-published = 所選版本已全部發布。
flash-story-scheduled = 所選版本已全部設定定時發布。
flash-linked = 稿件已歸入此報導。
flash-unlinked = 稿件已成為獨立的報導。
flash-translation-started = 草稿已建立，旁邊是原稿。
flash-translation-marked = 已儲存，並標記為已跟上原稿。
flash-note-added = 備註已新增。
flash-bulk-moved = 已移動 { $count } 篇稿件。
flash-bulk-withdrawn = 已撤下 { $count } 則報導。
flash-view-saved = 列表已儲存。
flash-view-removed = 已存的列表已刪除。
