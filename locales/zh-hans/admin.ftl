### 采编后台，简体中文版。语言由各人自选，与所编辑的版本无关。
### 日期与时间已写好再传入；姓名、邮箱与版本名称均为数据。

## 框架
admin-name = Broadsheet 采编后台
menu-label = 采编后台
menu-open = 菜单
menu-dashboard = 工作台
sign-out = 退出登录
list-separator = 、
every-edition = 所有版本
every-edition-label = 所有版本
on = 已开启
off = 未开启
to-dashboard = 前往工作台
title-refused = 请检查：{ $title }
form-problems = 尚未保存，您填写的内容仍在。请检查：
form-check = 请检查：

## 角色
role-reporter = 记者
role-editor = 编辑
role-chief = 主编
role-admin = 管理员
role-in-edition = { $role }（{ $edition }）
roles = 角色
roles-none = 暂无。请主编为您分配角色。

## 登录
sign-in-title = 登录
sign-in = 登录
sign-in-help = 忘记密码？管理员或所属版本的主编可以发给您一个链接。
sign-in-wrong = { $tries ->
    [0] 邮箱与密码不匹配。请等待 10 分钟后再试。
   *[other] 邮箱与密码不匹配。还可再试 { $tries } 次，之后须等待 10 分钟。
}
sign-in-paused = 尝试次数过多，请在 { $time } 之后再试。
email = 邮箱
password = 密码
code-title = 输入验证码
code = 验证码
code-hint = 验证器应用当前显示的六位数字，或您的一个恢复码。
code-wrong = { $tries ->
    [0] 验证码不正确。请等待 10 分钟后再试。
   *[other] 验证码不正确。还可再试 { $tries } 次，之后须等待 10 分钟。
}
start-again = 重新开始

## 账号
name = 姓名
name-hint = 同事对您的称呼。
name-missing = 请填写姓名。
email-bad = 请填写邮箱地址，例如 name@example.org。
password-hint = 至少 12 个字符。连着写几个词，既好记又难猜。
password-too-short = 密码至少需要 12 个字符。
password-too-long = 密码太长了。170 个字符以内总是可以的。
password-too-easy = 这个密码太容易猜到，请用几个不同的词。
second-step = 两步验证
setup-title = 创建第一个管理员账号
setup-text = 目前还没有人能登录。此页只能使用一次，仅供启动本站的您使用。
setup-button = 创建账号

## 工作台
dashboard-you = 您的账号
dashboard-sites = 您所在版本的读者页面

## 账号
menu-account = 账号
profile = 关于您
language = 语言
language-hint = 采编后台的界面语言。任何语言都可以编辑所有版本。
language-missing = 请选择其中一种语言。
shortcuts = 键盘快捷键
save = 保存
continue = 继续
cancel = 取消
actions = 操作
password-current = 当前密码
password-new = 新密码
password-change = 更改密码
password-set = 设置密码
password-wrong = { $tries ->
    [0] 密码不正确。请等待 10 分钟后再试。
   *[other] 密码不正确。还可再试 { $tries } 次，之后须等待 10 分钟。
}
code-if-any = 验证码（如已开启两步验证）
code-wrong-app = 这不是应用当前显示的验证码。请检查手机的时间是否准确。
second-step-is-on = { $count ->
    [0] 已开启。恢复码已用完，请重新生成。
   *[other] 已开启。还剩 { $count } 个恢复码。
}
second-step-is-off = 未开启。开启后，仅凭被盗的密码无法登录。
second-step-change = 设置两步验证
second-step-off-text = 用验证器应用扫描此二维码，再输入应用显示的验证码，以确认可用。
second-step-qr = 供验证器应用扫描的二维码
second-step-by-hand = 如无法扫描，请在应用中手动输入此密钥：
second-step-code-hint = 应用当前显示的六位数字。
second-step-turn-on = 开启
second-step-on-text = 登录时需要密码和验证器应用显示的验证码。
second-step-turn-off = 关闭两步验证
recovery-codes = 您的恢复码
recovery-codes-text = 手机丢失时，每个恢复码可登录一次。请抄下或打印本页，之后不再显示。
recovery-codes-renew = 重新生成恢复码
recovery-codes-kept = 我已妥善保存
sessions = 已登录的设备
sessions-none = 没有。
sessions-end-others = 在其他设备上全部退出
session-device = 设备
session-address = 地址
session-seen = 上次使用
session-here = 当前设备
session-end = 退出

## 人员
menu-users = 用户
invite = 邀请成员
invite-title = 邀请成员
invite-text = 对方将通过链接设置密码。链接由您自行转交。
invite-button = 生成链接
invited-title = 邀请链接已生成
invited-text = 请将此链接只发给本人。它仅在此显示一次，也只能使用一次。
invitation-title = 欢迎加入
reset-title = 设置新密码
link-text = 这是 { $email } 的账号。
link-made-title = 链接已生成
link-made-text = 请将此链接只发给本人。它仅在此显示一次，也只能使用一次；之前的链接已失效。
link-until = 有效期至 { $time }。
to-users = 返回用户列表
email-taken = 此邮箱已有账号。
name-optional = 姓名（选填）
name-optional-hint = 对方可以自行修改。
roles-hint = 记者撰稿；编辑还可以发布，并修改他人稿件；主编还管理首页、栏目、设置与人员。某一版本的角色与“所有版本”的角色以较高者为准。
roles-missing = 请至少在一个版本中选择角色。
role-none = 无角色
user-roles = 权限
user-state = 状态
user-active = 正常
user-invited = 已邀请，尚未设置密码
user-deactivated = 已停用
user-seen = 上次登录
user-sessions = 已登录的设备
never = 从未
user-access = 登录权限
user-link = 生成设置密码的链接
user-link-hint = 用于邀请链接丢失或忘记密码的情况。
user-second-step-hint = 仅在手机与恢复码均已丢失时使用。
user-deactivate = 停用
user-deactivate-hint = 停用后，对方会立即退出，且无法再登录。其署名与操作记录保留不变。
user-reactivate = 恢复登录权限
user-end-sessions = 让对方在所有设备上退出
user-last-admin = 这是最后一位管理员，请先指定另一位。

## 操作结果
flash-saved = 已保存。
flash-password = 密码已更改。您已在其他设备上退出。
flash-session-ended = 该设备已退出。
flash-sessions-ended = 您已在其他设备上全部退出。
flash-second-step-off = 两步验证已关闭。
flash-roles = { $name }的角色已保存。
flash-deactivated = { $name }已无法登录。
flash-reactivated = { $name }可以重新登录了。
flash-their-second-step-off = { $name }的两步验证已关闭。
flash-their-sessions-ended = { $name }已在所有设备上退出。

## 遇到问题时
signed-out-title = 您已退出登录
signed-out-text = 登录已过期。您提交的内容没有丢失，登录后即可继续。
step-up-title = 请确认是您本人
step-up-text = 为防止他人借用您的电脑操作，请再次输入密码。
again-files-text = 需要先确认您的身份。您输入的内容会保留，所选文件无法保留：请在返回的页面重新选择。
denied-title = 您没有此项权限
denied-editions = 您只能编辑{ $editions }。如需权限，请联系该版主编。
denied-role = 此操作需要“{ $role }”角色。如需权限，请联系该版主编。
forged-title = 无法接受此表单
forged-text = 它不是由本浏览器在此打开的页面提交的，或者页面已过期。没有任何改动。请返回上一页，刷新后重新提交。
too-large-title = 内容过大
too-large-text = 表单内容超出了一次可接收的上限。没有任何改动。
missing-title = 这里没有内容
missing-text = 网址可能输入有误，或者原有内容已不存在。
unavailable-title = 无法连接数据库
unavailable-text = 没有任何改动。请过一分钟再试。
unanswered-text = 无法确定这次操作是否已完成：数据库收到了请求，但没有答复。请过一分钟先查看结果，再决定是否重新发送。
full-title = 磁盘已满
full-text = 没有任何改动。需要有人在服务器上腾出空间，在此之前无法保存。
unsaved-text = 您写的内容只保留在这个页面上：请不要关闭，或先复制一份，然后重试。
unsaved-form = 您提交的内容保留在这个页面上。请不要关闭，稍后重试。
unsaved-field = 您写的内容
broken-title = 系统出了点问题
broken-text = 我们已收到通知。上一次改动是否已保存，重新打开即可看到。
unreadable-title = 无法识别此请求
unreadable-text = 其中有些内容不符合格式。没有任何改动。

## 邮件
link-sent = 链接已发送至 { $email }，只能使用一次。
link-not-sent = 发送给 { $email } 的邮件未能发出：{ $reason }。请自行转交链接。
mail-invitation-subject = 您的编辑部账号
mail-invitation-text =
    { $name }，您好：

    { $by } 邀请您加入编辑部。请在此设置密码：

    { $link }

    链接只能使用一次，有效期至 { $time }。如果您并不知情，无需理会。
mail-reset-subject = 重新设置密码
mail-reset-text =
    { $name }，您好：

    { $by } 为您生成了重新设置密码的链接：

    { $link }

    链接只能使用一次，有效期至 { $time }。如果您没有要求，无需理会，密码保持不变。
