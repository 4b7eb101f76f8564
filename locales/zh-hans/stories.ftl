### 各版报道、翻译与批量操作，简体中文版。

## 报道与版本
stories = 报道
stories-all = 全部报道
stories-more = 更早的报道
stories-missing = 缺少版本
stories-missing-nowhere = 不限
stories-behind = 只看译稿落后于原稿的
story = 报道
story-not-there = 尚无稿件
story-and-translations = 报道与翻译
story-editions = 此报道的各个版本
state-updated = 已更新
state-corrected = 已更正
state-missed = 未能按时发布
state-ahead = 有未发布的修改
state-dead-links = 有失效链接
behind = 落后 { $age }
age-minutes = { $count } 分钟
age-hours = { $count } 小时
age-days = { $count } 天

## 各版同时发布
story-publish = 各版同时发布
story-publish-hint = 勾选的版本在同一时刻全部发布，或者全部不发布。禁发期仍然有效。
story-included = 版本
story-publish-now = 立即同时发布
story-schedule = 定时同时发布
story-none-chosen = 请至少选择一个版本。
story-blocked = 未发布任何内容。{ $edition }：{ $reason }
block-withdrawn = 此稿已撤下。
block-not-yours = 须由该版编辑操作。
block-headline = 尚无标题。
article-by-clock = 预定 { $due }，实际发布 { $done }
article-missed = 此稿预定 { $due } 发布，因没有标题未能发布。读者没有看到任何内容。

## 关联与取消关联
story-link = 关联稿件
story-link-hint = 把同一报道在其他版本中的稿件归入此报道，读者便可在两版之间切换。只列出此报道还没有的版本。
story-look = 查找
story-found-none = 在{ $editions }中没有找到，请换一个词。
story-link-button = 关联
story-unlink = 取消关联
story-unlink-hint = 此稿将成为独立的报道，读者不能再从它切换到其他版本。其余不变。
story-unlink-button = 从此报道移出 { $edition } 版
link-missing = 请从找到的稿件中选择一篇。
link-taken = 此报道在{ $edition }版中已有稿件，请先取消那一篇的关联。
unlink-alone = 此稿已经是独立的报道。

## 翻译
translation = 翻译
translation-start = 开始
translation-new = 开始翻译
translation-new-hint = 草稿会带上栏目、专题、作者、来源、日期和图片，文字在原稿旁边撰写。
translation-edition-missing = 请选择版本。
translation-section-missing = 该栏目在此版本中没有名称，请另选栏目。
translation-no-source = 没有可供翻译的原稿：此报道中没有您可以阅读的其他稿件。
translation-to-editor = 全部字段与发布
translation-beside = 对照
translation-paragraph = 第 { $number } 段
translation-more = 补充段落
translation-mark = 保存并标记为已跟上原稿
translation-follow = 保存并以此为原稿
paragraph-new = 新增
paragraph-gone = 已删除
paragraph-changed = 有修改
source-changed = 原稿已修改：{ $time }
source-changed-text = 修改之处在下面标出。您的译文不会自动改变。全部读过之后，请标记为已跟上原稿。
source-see = 查看修改之处

## 备注
field-note = 写备注
note-hint = 本版的同事都能看到，读者不会看到。
note-add = 添加备注
note-missing = 请先写内容。

## 批量操作
bulk-choose = 选择
bulk-chosen = 勾选的稿件
bulk-move = 移动……
bulk-move-title = 移动稿件
bulk-move-text = 请核对。以下稿件要么全部移动，要么都不移动。
bulk-move-button = 移动
bulk-moves = 从“{ $from }”移到“{ $to }”
bulk-withdraw-title = 撤下报道
bulk-withdraw-text = 请核对。以下报道在所有版本中同时全部撤下，或者全部不撤。读者打开原网址会看到说明。
bulk-withdraws = 将撤下的版本：{ $editions }
bulk-done = 将要执行
bulk-left = 保持不变
bulk-none-chosen = 请在列表中至少勾选一篇稿件。
bulk-nothing-to-do = 没有可执行的操作。
bulk-no-section-name = 该栏目在稿件所属版本中没有名称。
bulk-there-already = 已在该栏目中。
bulk-not-live = 此报道没有已发布的稿件。
bulk-not-yours-in = 还须是{ $edition }版的编辑。
bulk-refused = 未作任何更改：情况已经变化，请重新核对。
bulk-back = 返回列表

## 已存的列表
view-name = 将此列表存为
view-hint = 只有您自己看得到。同名的会被替换。
view-save = 保存
view-name-missing = 请给列表起个名称。

## 工作台
tally-drafts = 我的草稿：{ $count }
tally-returned = 退回：{ $count }
tally-review = 等待审稿：{ $count }
dashboard-attention = 需要留意
attention-missed = { $count } 篇稿件未能按时发布
attention-behind = { $count } 篇译稿落后于原稿
attention-ahead = { $count } 篇稿件有未发布的修改
attention-links = { $count } 个失效链接
attention-jobs = 一天之内有 { $count } 项任务出错
attention-credit = { $count } 张图片没有署名

## 已完成
flash-story-published = 所选版本已全部发布。
flash-story-scheduled = 所选版本已全部设定定时发布。
flash-linked = 稿件已归入此报道。
flash-unlinked = 稿件已成为独立的报道。
flash-translation-started = 草稿已建立，旁边是原稿。
flash-translation-marked = 已保存，并标记为已跟上原稿。
flash-note-added = 备注已添加。
flash-bulk-moved = 已移动 { $count } 篇稿件。
flash-bulk-withdrawn = 已撤下 { $count } 则报道。
flash-view-saved = 列表已保存。
flash-view-removed = 已存的列表已删除。
