### 採編後台，繁體中文版。語言由各人自選，與所編輯的版本無關。
### 日期與時間已寫好再傳入；姓名、電子郵件與版本名稱均為資料。

## 框架
admin-name = Broadsheet 採編後台
menu-label = 採編後台
menu-open = 選單
menu-dashboard = 工作台
sign-out = 登出
list-separator = 、
every-edition = 所有版本
every-edition-label = 所有版本
on = 已開啟
off = 未開啟
to-dashboard = 前往工作台
title-refused = 請檢查：{ $title }
form-problems = 尚未儲存，您填寫的內容仍在。請檢查：
form-check = 請檢查：

## 角色
role-reporter = 記者
role-editor = 編輯
role-chief = 主編
role-admin = 管理員
role-in-edition = { $role }（{ $edition }）
roles = 角色
roles-none = 尚無。請主編為您指派角色。

## 登入
sign-in-title = 登入
sign-in = 登入
sign-in-help = 忘記密碼？管理員或所屬版本的主編可以給您一個連結。
sign-in-wrong = { $tries ->
    [0] 電子郵件與密碼不符。請等待 10 分鐘後再試。
   *[other] 電子郵件與密碼不符。還可再試 { $tries } 次，之後須等待 10 分鐘。
}
sign-in-paused = 嘗試次數過多，請在 { $time } 之後再試。
email = 電子郵件
password = 密碼
code-title = 輸入驗證碼
code = 驗證碼
code-hint = 驗證器應用程式目前顯示的六位數字，或您的一組復原碼。
code-wrong = { $tries ->
    [0] 驗證碼不正確。請等待 10 分鐘後再試。
   *[other] 驗證碼不正確。還可再試 { $tries } 次，之後須等待 10 分鐘。
}
start-again = 重新開始

## 帳號
name = 姓名
name-hint = 同事對您的稱呼。
name-missing = 請填寫姓名。
email-bad = 請填寫電子郵件地址，例如 name@example.org。
password-hint = 至少 12 個字元。連著寫幾個詞，既好記又難猜。
password-too-short = 密碼至少需要 12 個字元。
password-too-long = 密碼太長了。170 個字元以內一定可以。
password-too-easy = 這個密碼太容易猜到，請用幾個不同的詞。
second-step = 兩步驟驗證
setup-title = 建立第一個管理員帳號
setup-text = 目前還沒有人能登入。此頁只能使用一次，僅供啟動本站的您使用。
setup-button = 建立帳號

## 工作台
dashboard-you = 您的帳號
dashboard-sites = 您所在版本的讀者頁面

## 帳號
menu-account = 帳號
profile = 關於您
language = 語言
language-hint = 採編後台的介面語言。任何語言都可以編輯所有版本。
language-missing = 請選擇其中一種語言。
shortcuts = 鍵盤快速鍵
save = 儲存
continue = 繼續
cancel = 取消
actions = 操作
password-current = 目前密碼
password-new = 新密碼
password-change = 變更密碼
password-set = 設定密碼
password-wrong = { $tries ->
    [0] 密碼不正確。請等待 10 分鐘後再試。
   *[other] 密碼不正確。還可再試 { $tries } 次，之後須等待 10 分鐘。
}
code-if-any = 驗證碼（如已開啟兩步驟驗證）
code-wrong-app = 這不是應用程式目前顯示的驗證碼。請檢查手機的時間是否準確。
second-step-is-on = { $count ->
    [0] 已開啟。復原碼已用完，請重新產生。
   *[other] 已開啟。還剩 { $count } 組復原碼。
}
second-step-is-off = 未開啟。開啟後，僅憑被盜的密碼無法登入。
second-step-change = 設定兩步驟驗證
second-step-off-text = 用驗證器應用程式掃描此 QR 碼，再輸入應用程式顯示的驗證碼，以確認可用。
second-step-qr = 供驗證器應用程式掃描的 QR 碼
second-step-by-hand = 如無法掃描，請在應用程式中手動輸入此金鑰：
second-step-code-hint = 應用程式目前顯示的六位數字。
second-step-turn-on = 開啟
second-step-on-text = 登入時需要密碼和驗證器應用程式顯示的驗證碼。
second-step-turn-off = 關閉兩步驟驗證
recovery-codes = 您的復原碼
recovery-codes-text = 手機遺失時，每組復原碼可登入一次。請抄下或列印本頁，之後不再顯示。
recovery-codes-renew = 重新產生復原碼
recovery-codes-kept = 我已妥善保存
sessions = 已登入的裝置
sessions-none = 沒有。
sessions-end-others = 在其他裝置上全部登出
session-device = 裝置
session-address = 位址
session-seen = 上次使用
session-here = 目前裝置
session-end = 登出

## 人員
menu-users = 使用者
invite = 邀請成員
invite-title = 邀請成員
invite-text = 對方將透過連結設定密碼。連結由您自行轉交。
invite-button = 產生連結
invited-title = 邀請連結已產生
invited-text = 請將此連結只傳給本人。它僅在此顯示一次，也只能使用一次。
invitation-title = 歡迎加入
reset-title = 設定新密碼
link-text = 這是 { $email } 的帳號。
link-made-title = 連結已產生
link-made-text = 請將此連結只傳給本人。它僅在此顯示一次，也只能使用一次；先前的連結已失效。
link-until = 有效期限至 { $time }。
to-users = 返回使用者清單
email-taken = 此電子郵件已有帳號。
name-optional = 姓名（選填）
name-optional-hint = 對方可以自行修改。
roles-hint = 記者撰稿；編輯還可以發布，並修改他人稿件；主編還管理首頁、分類、設定與人員。某一版本的角色與「所有版本」的角色以較高者為準。
roles-missing = 請至少在一個版本中選擇角色。
role-none = 無角色
user-roles = 權限
user-state = 狀態
user-active = 正常
user-invited = 已邀請，尚未設定密碼
user-deactivated = 已停用
user-seen = 上次登入
user-sessions = 已登入的裝置
never = 從未
user-access = 登入權限
user-link = 產生設定密碼的連結
user-link-hint = 用於邀請連結遺失或忘記密碼的情況。
user-second-step-hint = 僅在手機與復原碼均已遺失時使用。
user-deactivate = 停用
user-deactivate-hint = 停用後，對方會立即登出，且無法再登入。其署名與操作紀錄保留不變。
user-reactivate = 恢復登入權限
user-end-sessions = 讓對方在所有裝置上登出
user-last-admin = 這是最後一位管理員，請先指定另一位。

## 操作結果
flash-saved = 已儲存。
flash-password = 密碼已變更。您已在其他裝置上登出。
flash-session-ended = 該裝置已登出。
flash-sessions-ended = 您已在其他裝置上全部登出。
flash-second-step-off = 兩步驟驗證已關閉。
flash-roles = { $name }的角色已儲存。
flash-deactivated = { $name }已無法登入。
flash-reactivated = { $name }可以重新登入了。
flash-their-second-step-off = { $name }的兩步驟驗證已關閉。
flash-their-sessions-ended = { $name }已在所有裝置上登出。

## 遇到問題時
signed-out-title = 您已登出
signed-out-text = 登入已逾時。您送出的內容沒有遺失，登入後即可繼續。
step-up-title = 請確認是您本人
step-up-text = 為防止他人借用您的電腦操作，請再次輸入密碼。
again-files-text = 需要先確認您的身分。您輸入的內容會保留，所選檔案無法保留：請在返回的頁面重新選擇。
denied-title = 您沒有此項權限
denied-editions = 您只能編輯{ $editions }。如需權限，請聯絡該版主編。
denied-role = 此操作需要「{ $role }」角色。如需權限，請聯絡該版主編。
forged-title = 無法接受此表單
forged-text = 它不是由本瀏覽器在此開啟的頁面送出的，或者頁面已過期。沒有任何變更。請返回上一頁，重新整理後再送出。
too-large-title = 內容過大
too-large-text = 表單內容超出了一次可接收的上限。沒有任何變更。
missing-title = 這裡沒有內容
missing-text = 網址可能輸入有誤，或者原有內容已不存在。
unavailable-title = 無法連線至資料庫
unavailable-text = 沒有任何變更。請過一分鐘再試。
unanswered-text = 無法確定這次操作是否已完成：資料庫收到了請求，但沒有回應。請過一分鐘先查看結果，再決定是否重新送出。
full-title = 磁碟已滿
full-text = 沒有任何變更。需要有人在伺服器上騰出空間，在那之前無法儲存。
unsaved-text = 您寫的內容只保留在這個頁面上：請不要關閉，或先複製一份，然後再試一次。
unsaved-form = 您送出的內容保留在這個頁面上。請不要關閉，稍後再試一次。
unsaved-field = 您寫的內容
broken-title = 系統出了點問題
broken-text = 我們已收到通知。上一次變更是否已儲存，重新開啟即可看到。
unreadable-title = 無法辨識此請求
unreadable-text = 其中有些內容不符合格式。沒有任何變更。

## 郵件
link-sent = 連結已寄至 { $email }，只能使用一次。
link-not-sent = 寄給 { $email } 的郵件未能寄出：{ $reason }。請自行轉交連結。
mail-invitation-subject = 您的編輯部帳號
mail-invitation-text =
    { $name }，您好：

    { $by } 邀請您加入編輯部。請在此設定密碼：

    { $link }

    連結只能使用一次，有效期限至 { $time }。如果您並不知情，不必理會。
mail-reset-subject = 重新設定密碼
mail-reset-text =
    { $name }，您好：

    { $by } 為您產生了重新設定密碼的連結：

    { $link }

    連結只能使用一次，有效期限至 { $time }。如果您沒有要求，不必理會，密碼維持不變。
