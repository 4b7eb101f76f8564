### 读者页面，简体中文版。
### 日期与时间已按本版时区写好再传入；栏目、专题、人名与报名均为数据。

## 文档与跳转链接
page-title = { $title } - { $site }
skip-to-story = 跳到正文
skip-to-content = 跳到主要内容
skip-to-nav = 跳到栏目导航
skip-past = 跳过：{ $block }

## 版本栏
edition-bar-label = 语言版本
edition-home-suffix = 首页
edition-offer = 阅读简体中文版
edition-offer-close = 不再显示

## 阅读设置（仅在有脚本时出现）
controls-label = 阅读设置
text-size = 字号：{ $percent }%
theme-system = 配色：跟随系统
theme-light = 配色：浅色
theme-dark = 配色：深色

## 报头、导航、路径
nav-label = 栏目
nav-more = 更多
crumbs-label = 当前位置
home = 首页

## 切换版本后的提示
notice-story-missing = 这篇报道暂无{ $edition }版。
notice-coverage-missing = 这个专题暂无{ $edition }版。
notice-section-missing = 这个栏目暂无{ $edition }版。
notice-read-original = 阅读{ $edition }版
notice-follow-coverage = 关注专题：{ $coverage }

## 首页与栏目页
breaking = 突发
latest = 最新消息
latest-more = 今日全部报道
latest-more-of-day = { $day }全部报道
top-stories = 要闻
also-in-coverage = 相关报道
full-coverage = 专题报道
full-coverage-label = 专题：
coverage-all = 全部专题
section-coverage = 本栏目专题：
photos = 图片
feed = 订阅
feed-of = 订阅：{ $name }
list-empty = 这里还没有报道。

## 列表与翻页
pager-label = 翻页
pager-newer = 较新
pager-older = 较早
list-page-title = { $name }（{ $days }）
day-span = { $first }至{ $last }

## 文章：署名与时间
editor-by = 编辑：{ $name }
source-label = 来源：
author-label = 作者：
reading-time = { $minutes ->
   *[other] 阅读约{ $minutes }分钟
}
time-updated = 更新于{ $time }
time-corrected = 更正于{ $date }

## 文章：正文
gallery-label = { $count ->
   *[other] 组图：{ $count }张
}
embed-show = 显示来自{ $host }的内容
embed-note = 在您点开之前，不会从{ $host }加载任何内容。
photo-show = 显示图片

## 文章：文末
corrections-heading = { $count ->
   *[other] 更正
}
correction-dated = { $date }更正：
editor-line = 责任编辑：{ $name }
report-error = 发现错误？请告诉我们。
topics = 话题
coverage-box-all = 查看整个专题
related = 相关报道
prev-next-label = 本专题其他报道
prev-in-coverage = “{ $coverage }”上一篇
next-in-coverage = “{ $coverage }”下一篇

## 分享与关注
share = 分享
share-story = 分享这篇报道
share-copy = 复制链接
share-copied = 链接已复制
share-mail = 电子邮件
share-code = 二维码
# 本版提供的分享平台代码，按顺序：facebook x telegram whatsapp weibo line。
share-networks = weibo
# Networks as their users write them; one that is missing here is printed as its key.
network-bilibili = 哔哩哔哩
network-bluesky = Bluesky
network-douyin = 抖音
network-facebook = Facebook
network-instagram = Instagram
network-line = LINE
network-linkedin = 领英
network-mastodon = Mastodon
network-telegram = Telegram
network-threads = Threads
network-tiktok = TikTok
network-wechat = 微信
network-weibo = 微博
network-whatsapp = WhatsApp
network-x = X
network-xiaohongshu = 小红书
network-youtube = YouTube
short-link-label = 短链接
qr-story = 短链接二维码
qr-story-hint = 用手机扫一扫，即可打开或转发这篇报道。
follow = 关注我们
follow-qr = 二维码：{ $network }“{ $name }”

## 专题
coverage = 专题
coverage-index-standfirst = 我们持续关注的事件与话题，每个专题一页。
coverage-latest = 最新报道：{ $date }
key-moments = 关键时刻
coverage-reports = 全部报道
order-label = 排序
order-newest = 最新在前
order-oldest = 最早在前

## 存档、作者、来源、说明页
archive = 往日报道
archive-stories = { $count ->
    [0] 这一天没有刊出报道。
   *[other] 共{ $count }篇报道
}
archive-days-label = 其他日期
author-stories = { $name }的报道
source-stories = 来自{ $name }的报道
info-updated = 最后修改：{ $date }

## 选择版本
choice-label = 选择语言版本
choice-read = 用简体中文读新闻

## 错误页
error-400-title = 无法识别这个网址
error-400-text = 网址中有些内容不符合格式。网站并无故障，请核对网址，或从首页开始浏览。
error-405-title = 这个页面只供阅读
error-405-text = 刚才有内容发送到了这个网址，但这里不接收内容，因此什么也没有保存。请重新打开网址阅读，或从首页开始浏览。
error-404-title = 找不到这个页面
error-404-text = 网址可能输入有误，页面也可能已经移动：
error-410-title = 这篇报道已撤回
error-410-date = 撤回日期：{ $date }。
error-410-reason = 原因：{ $reason }
error-410-text = 本报不再刊载此文，请勿引用。
error-500-title = 我们的网站出了点问题
error-500-text = 我们已收到通知。您的设备和网络没有问题，请过一分钟再试。
error-503-title = 网站正在维护
error-503-text = 几分钟后即可恢复，请稍后再试。
error-request-id = 如需联系我们，请注明编号：{ $id }
error-try-again = 重试
error-home = 返回首页
other-editions = 其他版本

## 页脚
footer-sections = 全部栏目
footer-about = 关于本站
feeds = 订阅源
photos-off = 无图浏览
photos-on = 有图浏览
