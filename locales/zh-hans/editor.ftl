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
state-withdrawn = 已撤下
state-refused = 稿件当前的状态不允许这样操作。可能有同事已先行处理，请刷新页面。

## 工作台
dashboard-returned = 退回给您的
dashboard-review = 等待审稿
dashboard-drafts = 您的草稿
dashboard-scheduled = 定时发布
dashboard-embargoed = 禁发期内
dashboard-nothing = 没有草稿。先写一个标题吧。
live-now = 此刻
live-pages = 最近 5 分钟读者向本服务器请求的页面
live-articles = 最近 5 分钟阅读最多
live-feed-errors = 最近 5 分钟的订阅源错误
live-standing = 网站前端的缓存
live-standing-since = 自 { $time } 起未能通知更新，读者可能看到旧页面
live-jobs = 等待中的任务
live-due = 一小时内到点发布

## 稿件
article-saved = { $name } 保存于 { $time }
article-ahead = 读者看到的是较早的版本，之后保存的内容尚未发布。
article-read-only = 您可以阅读此稿。现在修改须由本版编辑进行。
article-with-editors = 此稿现由“{ $edition }”的编辑审阅。退回后，作者可以继续修改；在此之前，可以在这里阅读，写下的备注编辑都能看到。
article-editors = 可以审阅的人：{ $names }。
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
field-social-title = 分享标题
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
field-alt = 替代文字（写给看不到图片的读者）
field-return-note = 需要修改之处
field-schedule-at = 发布时间
field-embargo-until = 禁发至
field-correction = 错误说明
field-reason = 原因
field-needed = { $label } *
needed-hint = * 必填：没有标题和栏目就不能发布，读者也需要知道来源。
photos-none = 图片库中还没有图片。
photos-none-upload = 上传第一张
slug-hint = 网址的末尾部分。留空则由标题生成。
photo-words-hint = 两项都留空，则使用图片库中的文字。
hint-cells = { $used } / { $most } 格
hint-body = { $hanzi ->
    [0] { $words ->
        [0] Markdown 格式，每行一个段落。
       *[other] Markdown 格式。{ $words } 个词，阅读约需 { $minutes } 分钟。
    }
   *[other] { $words ->
        [0] Markdown 格式。{ $hanzi } 个汉字，阅读约需 { $minutes } 分钟。
       *[other] Markdown 格式。{ $hanzi } 个汉字，另有 { $words } 个词，阅读约需 { $minutes } 分钟。
    }
}

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
amend-hint = 以下每项操作都会保存表单中的文字，并立即向读者展示。
publish-quietly = 直接发布，不加说明
publish-update = 作为更新发布
publish-correction = 作为更正发布
correction-hint = 读者会在文末看到此说明，并注明今天的日期。
withdraw = 撤下……

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
clash-text = { $name } 于 { $time }保存了此稿。您的文字没有丢失。
clash-mine = 您的文字
clash-theirs = 已保存的文字
clash-hint = 选“用对方的”会放弃您的文字；已保存的文字始终保留在历史中。两边要保留的内容可从这里复制。
clash-keep-mine = 用我的
clash-use-theirs = 用对方的
seen-title = 其间有人保存了此表单
seen-text = 您打开此表单后，有人已先保存。没有内容被覆盖，您的文字也没有丢失。
seen-hint = 选“用我的”会取代已保存的文字；选“用对方的”会放弃您的文字。两边要保留的内容可从这里复制。

## 历史
time = 时间
to-article = 返回稿件
to-history = 返回历史
revision = 修改了什么
revision-live = 读者所见
revision-same = 文字与前一版相同。
revision-first = 这是最初的一版，在它之前没有内容。
history-what = 操作
history-saved = 保存：
act-about = { $act }：{ $time }
act-submit = 提交审阅
act-return-article = 退回作者
act-publish = 发布
act-publish-under-embargo = 发布，禁发至
act-schedule = 设定定时发布
act-unschedule = 改回草稿
act-set-embargo = 设定禁发至
act-embargo-off = 取消禁发
act-update = 发布更新
act-correct = 发布更正
act-withdraw = 撤下
act-restore = 恢复较早的文字
act-refuse-publication = 未能按时发布
actor-clock = 定时任务
corrections-before = 读者所见的更正
restore = 恢复这一版
restore-hint = 这一版的文字将成为最新版本。任何内容都不会丢失，发布之后读者才会看到。

## 撤下
withdrawal-title = 撤下此报道
withdrawal-text = 此报道将在所有版本中同时撤下。读者打开原网址会看到说明。
withdrawal-nothing = 此报道没有已发布的稿件。
withdraw-everywhere = 在所有版本中撤下
reason-hint = 读者会看到。留空则只说明报道已撤下。

## Discarding a draft
removal-link = 丢弃此草稿……
removal-title = 丢弃此草稿
removal-text = 它从未公开。草稿及其历史、备注和未保存的内容都将永久删除。
removal-button = 永久丢弃
removal-no-draft = 这篇稿件已不是草稿，或读者已经看到过。可以改为撤下报道。
removal-taken = 有人正在编辑，因此没有删除任何内容。请先与对方沟通，或先接手编辑。

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
flash-draft-discarded = 草稿已丢弃。
flash-embargo-set = 禁发期已设定。
flash-embargo-off = 没有禁发期。

## 写作
copy-notice = 您看到的是上次保存之后写下的文字：{ $name }，{ $time }。
copy-notice-notes = “发布……”中留有尚未提交的内容：{ $name }，{ $time }。
copy-discard = 放弃
flash-copy-discarded = 已放弃。现在显示的是上次保存的内容。
flash-copy-newer = 其间有人继续写了。现在显示的是最新的文字。
writing-somebody = { $name } 正在编辑（自 { $time } 起）。
writing-elsewhere = 您正在另一个窗口中编辑此稿（自 { $time } 起）。
take-over = 接手
copy-mine = 复制我的文字
copied = 已复制
section-none = 本版还没有栏目，须先由主编开设一个。
clash-short = { $name } 已于 { $time } 保存此稿。您的文字没有丢失。
status-saving = 正在保存……
status-saved = { $time } 已保存
status-offline = 离线——{ $time } 已存在本设备上
status-kept = { $time } 已存在本设备上
status-signed-out = 未保存——请重新登录
save-failed = 无法连接服务器。您的文字已存在本设备上，{ $seconds } 秒后重试。
server-unreachable = 无法连接服务器。内容没有丢失，请稍后再试。
try-now = 立即重试
device-copy = 本设备上有 { $time } 写下、尚未发送的文字。
compare = 比较
use-it = 使用
compare-title = 两份文字对照
compare-newest = 服务器上的文字
compare-device = 本设备上的文字
close = 关闭
sign-in-here = 您的登录已失效。文字保持原样：在此登录后即会保存。
tab-write = 写作
publishing = 发布……
publishing-title = 发布
publishing-now = 现在
publishing-own-time = 您所在地：{ $time }
preview-phone = 手机
preview-desktop = 电脑
preview-dark = 深色
preview-card = 分享卡片
preview-print = 打印
preview-waiting = 写下的第一句话保存后，页面会显示在这里。
checks-title = 检查
check-headline = 标题
check-headline-missing = 缺标题
check-headline-long = 标题偏长
check-section = 栏目
check-section-missing = 缺栏目
check-source = 来源
check-source-missing = 缺来源
check-body = 正文
check-body-missing = 缺正文
check-credit = 图片署名
check-credit-missing = 缺图片署名
check-alt = 图片替代文字
check-alt-missing = 缺图片替代文字
check-line = 第 { $line } 行无法识别，将照原样显示
toolbar = 格式与区块
tool-bold = 粗体
tool-italic = 强调
tool-link = 链接
tool-heading = 小标题
tool-indent = 引用段落
tool-list = 列表
tool-numbers = 编号列表
tool-photo = 图片
tool-fact = 资料框
tool-more = 更多区块
tool-gallery = 图集
tool-quote = 引语
tool-embed = 嵌入内容
tool-table = 表格
tool-tidy = 整理标点
tool-tidy-hint = 按本版本的规范统一引号、破折号、空格和全角半角
insert = 插入
link-words = 链接文字
link-address = 地址
quote-text = 引语内容
quote-by = 出自何人
embed-url = 页面或视频的地址
table-caption = 表格标题
table-columns = 列数
table-rows = 行数
photo-search = 搜索图片库
photos-signed-out = 您已退出登录。在此登录后即可查看图片。
photos-dropped = 拖放到此处的图片会先存入图片库，再插入正文。
photo-upload = 从本设备上传
photo-none-found = 没有找到图片。
photo-other-title = 从整个图片库中选择
photo-other = 从整个图片库中选择……
photo-choose = 选择
paste-undo = 撤销
paste-plain = 粘贴为纯文本
tidied = 已按本版本的规范整理引号、破折号和空格，可撤销。
tidied-none = 没有需要整理的标点。
tidied-unsaved = 已整理标点，尚未保存。
paste-pictures = 您粘贴了图片。复制到图片库后即可使用。
paste-failed = 已粘贴为纯文本。
paste-copy-picture = 复制到图片库
paste-picture-added = 已在图片库和正文中
paste-open-picture = 打开
paste-on-device = 图片仍在您的设备上：请通过“图片”上传其文件。
paste-copying-picture = 正在复制……
key-save = 保存
key-publish = 打开发布窗口
key-preview = 预览
key-bold = 粗体
key-italic = 强调
key-link = 链接
key-search = 搜索（不在输入框内时）
key-new = 新建稿件（不在输入框内时）
key-list = 打开本列表（不在输入框内时）
keys-hint = 可在您的账号页面关闭快捷键。
pasted = 已粘贴 { $paragraphs } 段文字、{ $pictures } 张图片。
