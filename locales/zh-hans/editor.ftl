### 稿件的撰写、发布与管理，简体中文版。

## 列表
menu-articles = 稿件
article-new = 新建稿件
article-untitled = 尚无标题
edition = 版本
state = 状态
person = 人员
changed = 修改时间
any-state = 全部状态
any-section = 全部栏目
headline-or-person = 标题或人员
only-mine = 只看我的
show = 筛选
show-all = 显示全部
articles-none = 还没有稿件。从写标题开始吧。
articles-none-found = 没有找到。请减少筛选条件。
articles-more = 更早的稿件
state-draft = 草稿
state-returned = 已退回
state-review = 待审
state-scheduled = 定时发布
state-embargoed = 禁发期内
state-live = 已发布
state-withdrawn = 已撤稿
state-refused = 稿件当前的状态不允许这样操作。可能有同事已先行处理，请刷新页面。

## 工作台
dashboard-returned = 退回给您的
dashboard-review = 等待审稿
dashboard-drafts = 您的草稿
dashboard-scheduled = 定时发布
dashboard-embargoed = 禁发期内
dashboard-nothing = 没有草稿，也没有待办事项。

## 稿件
article-saved = { $name } 保存于 { $time }
article-public = 查看读者页面
article-ahead = 读者看到的是较早的版本，之后保存的内容尚未发布。
article-read-only = 您可以阅读此稿。现在修改须由本版编辑进行。
preview = 预览
preview-saved = 预览已保存的内容
history = 历史
notes = 备注
details = 详细信息
dateline-title = 电头
choose = 请选择……
choose-none = 无
field-kicker = 眉题
field-headline = 标题
field-short-headline = 短标题
field-standfirst = 导语
field-body = 正文
field-section = 栏目
field-source = 来源
field-author = 作者
field-editor = 责任编辑
field-slug = 网址
field-dateline-place = 地点
field-dateline-on = 日期
field-dateline-agency = 通讯社
field-coverage = 专题
field-photo = 图片
field-caption = 图片说明
field-alt = 给看不到图片的人的描述
field-return-note = 需要修改之处
field-schedule-at = 发布时间
field-embargo-until = 禁发至
field-correction = 错误说明
field-reason = 原因
slug-hint = 网址的末尾部分。留空则由标题生成。
photo-words-hint = 两项都留空，则使用图片库中的文字。
hint-cells = { $used } / { $most } 格
hint-body = Markdown 格式。{ $hanzi } 个汉字，另有 { $words } 个词，阅读约需 { $minutes } 分钟。

## 操作
submit-review = 提交审稿
publish-now = 立即发布
return-title = 退回作者
return-hint = 作者会在稿件上看到此备注，读者不会看到。
return-button = 退回
publish-later = 稍后发布
schedule-button = 定时发布
unschedule-button = 改回草稿
embargo-hint = 在此时间之前，即使已经发布，稿件内容也不会公开。留空表示不设禁发期。
embargo-button = 设定禁发期
amend-title = 发布修改
amend-hint = 以下每项操作都会保存上面的文字，并立即向读者展示。
publish-quietly = 直接发布，不加说明
publish-update = 作为更新发布
publish-correction = 作为更正发布
correction-hint = 读者会在文末看到此说明，并注明今天的日期。
withdraw = 撤稿……

## 缺少什么
section-missing = 请选择栏目。
day-bad = 请输入日期，例如 2026-05-04。
photo-bad = 请从所列图片中选择。
headline-missing = 请先写标题。
hour-bad = 请输入日期和时间，例如 2026-05-04 18:00。
hour-past = 这个时间已过。请选择更晚的时间，或立即发布。
correction-missing = 请告诉读者错在哪里。
return-note-missing = 请告诉作者需要修改什么。

## 两人同改一稿
clash-title = 有人已先保存了此稿
clash-text = { $name } 已保存此稿（{ $time }）。您的文字没有丢失。
clash-mine = 您的文字
clash-theirs = 已保存的文字
clash-hint = 无论选哪一个，已保存的文字都留在历史中。两边要保留的内容可从这里复制。
clash-keep-mine = 用我的
clash-use-theirs = 用对方的

## 历史
time = 时间
to-article = 返回稿件
to-history = 返回历史
revision = 修改了什么
revision-live = 读者所见
revision-same = 文字与前一版相同。
restore = 恢复这一版
restore-hint = 这一版的文字将成为最新版本。任何内容都不会丢失，发布之后读者才会看到。

## 撤稿
withdrawal-title = 撤下此报道
withdrawal-text = 此报道将在所有版本中同时撤下。读者打开原网址会看到说明。
withdrawal-nothing = 此报道没有已发布的稿件。
withdraw-everywhere = 在所有版本中撤下
reason-hint = 读者会看到。留空则只说明报道已撤下。

## 已完成
flash-article-created = 草稿已保存。
flash-article-saved = 稿件已保存。
flash-article-submitted = 已提交，接下来由编辑处理。
flash-article-returned = 已退回作者。
flash-article-published = 已发布。
flash-article-updated = 更新已发布。
flash-article-corrected = 更正已发布。
flash-article-scheduled = 已设定定时发布。
flash-article-unscheduled = 已改回草稿。
flash-article-withdrawn = 报道已撤下。
flash-article-restored = 较早的文字已恢复。
flash-embargo-set = 禁发期已设定。
flash-embargo-off = 没有禁发期。
