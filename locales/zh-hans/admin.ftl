### 采编后台，简体中文版。语言由各人自选，与所编辑的版本无关。
### 日期与时间已写好再传入；姓名、邮箱与版本名称均为数据。

## 框架
admin-name = Broadsheet 采编后台
menu-label = 采编后台
menu-dashboard = 工作台
sign-out = 退出登录
list-separator = 、
every-edition = 所有版本
on = 已开启
off = 未开启
to-dashboard = 前往工作台
title-refused = 请检查：{ $title }
form-problems = 尚未保存，请检查：

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
sign-in-help = 忘记密码？管理员或本版主编可以发给您一个链接。
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

## 遇到问题时
signed-out-title = 您已退出登录
signed-out-text = 登录已过期，内容未保存。请登录后返回上一页，重新提交表单。
step-up-title = 请确认是您本人
step-up-text = 此操作不易撤销，因此需要再次输入密码。
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
broken-title = 系统出了点问题
broken-text = 我们已收到通知。上一次改动是否已保存，重新打开即可看到。
unreadable-title = 无法识别此请求
unreadable-text = 其中有些内容不符合格式。没有任何改动。
