# Người đứng đầu, lãnh đạo, quản trị, kiểm soát.

## Số liệu: dạng công khai và dạng cho công chức

fault-value = “{ $name }” không có giá trị “{ $value }”. Hãy chọn trong danh sách, hoặc bỏ điều kiện này.
figures-merged = Các nhóm dưới 5 hồ sơ, gộp lại
figures-other_officers = Công chức khác
figures-outside = Đơn vị này ngoài phạm vi của ông/bà nên số liệu không hiện. Số liệu chung có ở trang công khai, xem không cần đăng nhập.
finding-officers = Hồ sơ theo người đang giữ, hoặc giữ sau cùng
finding-merged_late = Hồ sơ quá hạn chỉ có trong các nhóm dưới 5 hồ sơ
figures-people = Số liệu về từng người chỉ để trao đổi trong đơn vị, và người đó được xem trước. Thời gian đã trừ lúc tạm dừng; việc mỗi người nhiều ít, khó dễ khác nhau, nên không dùng các dòng này để xếp hạng.

## Chung

lead-choose = Chọn một người

## Điều hành

head-heading = { $name } ({ $n })
head-lists = Các danh sách của trang
head-all_units = Xem mọi đơn vị
head-whole = Xem cả danh sách
head-back = Về trang Điều hành
head-further = 50 dòng tiếp
head-more = Còn { $n } hồ sơ nữa, xếp sau các hồ sơ trên.
head-letter = { letter-capital }
head-next = Làm tiếp
head-letter_none = Chưa có
head-letter_drafted = Chờ ký
head-letter_signed = Chờ gửi
head-letter_sent = Đã gửi
head-tag_paused = Đang tạm dừng
head-stand_in = { $by } thay { $officer }
head-buckets = Đến hạn trong 1 ngày làm việc tới: { $one }; trong 2 ngày: { $two }; trong 5 ngày: { $five }.
head-days = { $n } ngày làm việc
head-approve_heading = Chờ tôi duyệt
head-approve_hint = Hồ sơ ông/bà đang giữ, hoặc giữ thay, ở bước duyệt hay ký, chưa duyệt và không tạm dừng. Hạn gần nhất đứng trước.
head-approve_empty = Không có hồ sơ nào chờ ông/bà duyệt. Hồ sơ sẽ hiện ở đây khi ông/bà nhận bàn giao ở bước duyệt.
head-sign_heading = { letter-capital } chờ ký
head-sign_hint = Hồ sơ quá hạn lâu nhất đứng trước. Mỗi văn bản hiện trọn nội dung trước khi ký; ký từng bản hoặc nhiều bản một lần.
head-sign_empty = Không có { letter } nào chờ ký. Hệ thống soạn trước ngày hết hạn một ngày làm việc.
head-send_heading = { letter-capital } chờ gửi
head-send_hint = Đã ký nhưng người dân chưa nhận được.
head-send_empty = Không có { letter } nào chờ gửi.
head-late_heading = Đang quá hạn
head-late_hint = Quá hạn lâu nhất đứng trước.
head-late_empty = Không có hồ sơ nào đang quá hạn.
head-near_heading = Sắp đến hạn
head-near_hint = Hết hạn trong 5 ngày làm việc tới, gần nhất đứng trước.
head-near_empty = Không có hồ sơ nào hết hạn trong 5 ngày làm việc tới.
head-long_heading = Tạm dừng đã lâu
head-long_hint = Tạm dừng từ 10 ngày làm việc trở lên, lâu nhất đứng trước.
head-long_empty = Không có hồ sơ nào tạm dừng từ 10 ngày làm việc trở lên.
head-overdue_heading = Quá thời hạn bổ sung
head-overdue_hint = Người nộp chưa bổ sung trong thời gian cho phép. Bộ phận Một cửa có thể đóng hồ sơ; nên gọi nhắc trước.
head-overdue_empty = Không có hồ sơ nào quá thời hạn bổ sung.
head-since = Tạm dừng từ
head-reason = Lý do
head-asked = Yêu cầu ngày
head-until = Bổ sung đến hết
head-units = Các đơn vị
head-officers = Công việc của từng người
head-officers_hint = Số hồ sơ đang giữ lúc này, kể cả giữ thay. Dùng để chia lại việc, không phải để xếp hạng: việc nặng nhẹ khác nhau.
head-open = Đang giải quyết
head-held = Đang giữ
head-late = Quá hạn
head-near = Còn không quá 2 ngày
head-to_sign = Chờ ký
head-to_send = Chờ gửi
head-away = nghỉ, người làm thay:
head-reassign = Phân công lại

reassign-heading = Phân công lại hồ sơ của { $officer }
reassign-intro = Người này đang giữ { $n } hồ sơ. Chọn những hồ sơ cần giao cho người khác; mỗi hồ sơ được ghi riêng, người nhận giữ hồ sơ ngay.
reassign-done = Đã phân công lại { $n } hồ sơ.
reassign-left = Có hồ sơ chưa phân công lại được
reassign-empty = Người này không giữ hồ sơ nào đang giải quyết.
reassign-dossiers = Hồ sơ cần phân công lại
reassign-choose = Chọn hồ sơ
reassign-see = xem
reassign-to = Người nhận
reassign-reason = Lý do
reassign-reason_hint = Hiện công khai trong diễn biến của hồ sơ; không ghi chuyện riêng của người khác.
reassign-send = Phân công lại các hồ sơ đã chọn
reassign-none_ticked = Chưa chọn hồ sơ nào.
reassign-no_officer = Hãy chọn người nhận.
reassign-no_reason = Hãy nhập lý do.
reassign-gone = Không còn thấy hồ sơ này trong phạm vi của ông/bà.
reassign-changed = Có người vừa thao tác trên hồ sơ này. Hãy xem lại rồi chọn giao nếu vẫn cần.

## Nghỉ và làm thay

leave-away = Đang nghỉ
leave-empty = Lúc này không có ai đang nghỉ.
leave-officer = Người nghỉ
leave-by = Người làm thay
leave-from = Từ
leave-until_head = Đến
leave-held = Hồ sơ đang giữ thay
leave-held_least = ít nhất { $n }
leave-what_happens = Trong thời gian nghỉ, người làm thay xử lý mọi hồ sơ người nghỉ đang giữ và hồ sơ được chuyển đến thêm; trên hồ sơ ghi rõ “làm thay”. Hết thời gian nghỉ, hồ sơ còn lại trở về người nghỉ. Hạn trả không thay đổi.
leave-no_end = Việc nghỉ bắt đầu ngay khi ghi và chưa kết thúc sớm được: nếu người nghỉ trở lại sớm, hãy phân công lại hồ sơ cho người đó ở trang Điều hành. Hệ thống không ghi lý do nghỉ.
leave-declare = Ghi một lần nghỉ
leave-from_now = Bắt đầu:
leave-until = Nghỉ đến hết ngày
leave-until_hint = Ngày ghi như 30/09/2018.
leave-send = Ghi nghỉ và cử người làm thay
leave-done = Đã ghi. Người làm thay đang giữ thay { $n } hồ sơ.
leave-no_officer = Hãy chọn người nghỉ.
leave-no_stand_in = Hãy chọn người làm thay.
leave-no_day = Hãy nhập ngày cuối cùng của lần nghỉ, như 30/09/2018.
leave-why_nobody_serves = { $officer } không làm việc ở cơ quan vào ngày này.
leave-why_not_yours = { $officer } không thuộc đơn vị của ông/bà. Hãy nhờ người đứng đầu đơn vị đó hoặc lãnh đạo.
leave-why_same_person = Người làm thay phải là người khác.
leave-why_over_before = Ngày cuối của lần nghỉ đã qua. Hãy chọn hôm nay hoặc một ngày sau.
leave-why_away = { $officer } đang nghỉ đến { $until }, do { $by } làm thay. Hãy chờ hết lần nghỉ đó.
leave-why_stand_in_away = { $officer } đang nghỉ đến { $until } nên không làm thay được. Hãy chọn người khác.
leave-why_stands_in = { $by } đang làm thay { $officer } đến { $until } nên chưa thể nghỉ. Hãy ghi nghỉ sau khi hết việc làm thay.

## Tài khoản

accounts-lead = Công chức đang làm việc và tài khoản của họ. Tài khoản mới có mật khẩu dùng một lần; công chức đổi mật khẩu và thiết lập mã xác thực khi đăng nhập lần đầu.
accounts-caption = Công chức đang làm việc, theo đơn vị và tên
accounts-empty = Quy định đang áp dụng không có công chức nào. Hãy nạp tệp agency.toml của cơ quan.
accounts-live = Phiên đang mở
accounts-back = Về danh sách tài khoản
accounts-state_none = Chưa có tài khoản
accounts-state_closed = Đã khóa
accounts-state_must_change = Chờ đổi mật khẩu lần đầu
accounts-state_not_enrolled = Chờ thiết lập mã xác thực
accounts-state_ready = Đang dùng
accounts-own = Đây là tài khoản của chính ông/bà: ông/bà không tự cấp lại hay tự khóa được. Mật khẩu và phiên của ông/bà ở trang “Tài khoản của tôi”.
accounts-new = Cấp tài khoản
accounts-new_said = Hệ thống tạo một mật khẩu ngẫu nhiên và chỉ hiện một lần.
accounts-new_go = Cấp tài khoản
accounts-reset = Cấp lại
accounts-reset_said = Khi quên mật khẩu hoặc mất thiết bị: mật khẩu cũ và mã xác thực cũ hết hiệu lực, mọi phiên đang mở kết thúc.
accounts-reset_go = Cấp lại mật khẩu và mã xác thực
accounts-close = Khóa tài khoản
accounts-close_said = Người này không đăng nhập được nữa và mọi phiên đang mở kết thúc. Hồ sơ đang giữ không đổi; hãy phân công lại nếu cần.
accounts-close_go = Khóa tài khoản
accounts-open = Mở lại tài khoản
accounts-open_said = Người này đăng nhập lại được bằng mật khẩu và mã xác thực cũ.
accounts-open_go = Mở lại tài khoản
accounts-password = Mật khẩu dùng lần đầu
accounts-password_said = Hãy chép và trao tận tay ngay: trang này không hiện lại mật khẩu.
accounts-done_close = Đã khóa tài khoản.
accounts-done_open = Đã mở lại tài khoản.
accounts-done_session = Đã kết thúc phiên.
accounts-done_sessions = Đã kết thúc mọi phiên của tài khoản.
accounts-sessions = Phiên đang mở
accounts-no_sessions = Không có phiên nào đang mở.
accounts-end_all = Kết thúc mọi phiên

## Xuất trọn hồ sơ, nhật ký xem

export-heading = Xuất trọn hồ sơ { $code }
export-lead = Tệp JSON gồm toàn bộ những gì hệ thống ghi về hồ sơ này:
export-events = mọi sự kiện, theo thứ tự, đúng như đã ghi;
export-sealed = phần riêng của sự kiện: thông tin cá nhân và nội dung đã ghi;
export-reads = ai đã xem thông tin cá nhân, lúc nào, xem gì;
export-files = danh mục tệp đính kèm với mã kiểm tra (không kèm nội dung tệp).
export-logged = Việc xuất cũng được ghi vào nhật ký xem hồ sơ. Người dân xem được nhật ký này.
export-go = Xuất tệp
export-back = Về hồ sơ
export-to_reads = Nhật ký xem
reads-heading = Ai đã xem hồ sơ { $code }
reads-lead = Mỗi lần công chức mở thông tin cá nhân của hồ sơ, mới nhất đứng trước.
reads-empty = Chưa có ai mở thông tin cá nhân của hồ sơ này.
reads-more = Còn những lần xem cũ hơn; có đủ trong tệp xuất và ở trang Nhật ký.
reads-at = Lúc
reads-what = Xem gì
reads-what_page = Trang hồ sơ
reads-what_file = Tệp đính kèm
reads-what_slip = Giấy hẹn
reads-what_sheet = Phiếu kiểm soát quá trình
reads-what_filing = Hồ sơ nộp trực tuyến
reads-what_desk = Người đã từng nộp hồ sơ, khi tiếp nhận
reads-what_export = Xuất trọn hồ sơ
reads-what_act = Việc ký, duyệt hoặc trả kết quả
reads-what_queue = Danh sách việc
reads-what_search = Tìm theo tên
reads-what_notices = Danh sách thông báo không gửi được
leave-why_not_the_unit = { $officer } không thuộc đơn vị của người nghỉ, hoặc không phải người xử lý hồ sơ, nên không làm thay được.
list-grouped = Theo lĩnh vực; các lĩnh vực dưới 5 hồ sơ được gộp lại
list-together = Các hồ sơ đã chọn, không chia nhỏ hơn
export-reason = Lý do xuất
export-reason_hint = Lý do được ghi vào nhật ký cùng việc xuất.
export-reason_missing = Hãy ghi lý do xuất, không quá 300 ký tự.
reads-what_results = Trả kết quả
page-audit = Nhật ký
audit-lead = Ai đã làm gì, đã xem thông tin cá nhân của hồ sơ nào, mới nhất đứng trước. Nhật ký chỉ được ghi thêm, không ai sửa hay xóa được.
audit-any = Tất cả
audit-at = Lúc
audit-actor = Người thực hiện
audit-kind = Việc
audit-objects = Về
audit-detail = Lý do, kết quả
audit-dossier = Mã hồ sơ
audit-day = Ngày
audit-go = Lọc
audit-all = Bỏ lọc
audit-empty = Không có việc nào được ghi khớp với điều kiện này.
audit-file = Tải tệp CSV
audit-file_hint = Nhiều nhất 10.000 dòng mới nhất. Việc tải cũng được ghi vào nhật ký.
audit-kind_read = Xem thông tin cá nhân
audit-kind_read_own = Người dân xem hồ sơ của mình
audit-kind_read_by_slip = Xem bằng giấy hẹn
audit-kind_export_dossier = Xuất trọn hồ sơ
audit-kind_export_audit = Xuất nhật ký
audit-kind_sign_in = Đăng nhập
audit-kind_sign_in_refused = Đăng nhập không thành công
audit-kind_use_recovery_code = Dùng mã dự phòng
audit-kind_end_sessions = Kết thúc phiên
audit-kind_revoke_devices = Bỏ trình duyệt quen
audit-kind_claim_person = Người dân thêm hồ sơ bằng giấy hẹn
audit-kind_revoke_slip = Hủy mã tra cứu của giấy hẹn
audit-kind_issue_account = Cấp hoặc cấp lại tài khoản
audit-kind_close_account = Khóa tài khoản
audit-kind_open_account = Mở lại tài khoản
audit-kind_change_account = Tự đổi mật khẩu hoặc mã xác thực
audit-kind_put_rules = Đưa quy định vào áp dụng
audit-kind_import_register = Nhập sổ cũ
audit-kind_remove_register = Xóa sổ cũ đã nhập
audit-kind_retry_notice = Gửi lại thông báo không gửi được
audit-kind_close_notice = Ghi nhận đã báo cho người nộp bằng cách khác
personal-withheld = Chưa hiện được thông tin cá nhân: việc xem phải được ghi vào nhật ký trước, mà hiện hệ thống không ghi được. Phần còn lại của hồ sơ vẫn đúng. Ông/bà báo người vận hành kiểm tra ổ đĩa rồi mở lại trang này.
head-sign_many = Đọc và ký nhiều văn bản
letters-heading = Ký văn bản xin lỗi
letters-intro = Mỗi văn bản dưới đây hiện trọn nội dung sẽ ký. Chọn văn bản đã đọc và xác nhận lý do, ngày hẹn; văn bản không chọn thì để lại.
letters-pick = Tôi đã đọc, xác nhận lý do và ký văn bản này
letters-change = Sửa lý do, ngày hẹn
letters-sign = Ký các văn bản đã chọn
letters-none_ticked = Chưa chọn văn bản nào.
letters-done = Đã ký { $n } văn bản. Các văn bản này nay chờ gửi.
letters-left = Có văn bản chưa ký được
letters-empty = Không có văn bản nào chờ ký.
letters-more = Còn { $n } văn bản nữa, hiện ra khi các văn bản trên đã ký.
letters-all = Chọn tất cả { $n } văn bản trên trang
letters-gone = Hồ sơ không còn văn bản chờ ký.
letters-changed = Văn bản đã thay đổi từ khi ông/bà đọc. Hãy đọc lại.

# Ngày nghỉ và ngày làm bù.
calendar-preview = Hồ sơ đổi hạn
calendar-moves = { $n ->
    [0] Không hồ sơ nào đổi hạn.
   *[other] { $n } hồ sơ đang giải quyết đổi hạn. Hãy xem lại trước khi áp dụng.
  }
calendar-stays = Hồ sơ đã quá hạn giữ nguyên hạn. Số liệu tính tại thời điểm trước đây không đổi. Ngày đã áp dụng có thể bỏ lại sau.
calendar-confirm = Áp dụng
calendar-announce = Thêm hoặc bỏ một ngày
calendar-kind = Loại
calendar-kind_holiday = Ngày nghỉ
calendar-kind_swap = Ngày nghỉ hoán đổi, có làm bù
calendar-kind_withdrawn = Bỏ một ngày nghỉ
calendar-day = Ngày nghỉ
calendar-made_up_on = Làm bù ngày
calendar-name = Tên ngày nghỉ
calendar-name_en = Tên tiếng Anh
calendar-decision = Văn bản công bố
calendar-send = Xem hồ sơ đổi hạn
calendar-days = Ngày nghỉ sắp tới
calendar-dossier = Hồ sơ
calendar-before = Hạn cũ
calendar-after = Hạn mới
calendar-estimate = ước tính, chưa công bố
calendar-done = { $n ->
    [0] Đã áp dụng. Không hồ sơ nào đổi hạn.
   *[other] Đã áp dụng. { $n } hồ sơ đổi hạn.
  }
calendar-no_kind = Hãy chọn loại.
calendar-no_day = Hãy ghi ngày nghỉ, ví dụ 02/12/2026.
calendar-no_made_up_on = Hãy ghi ngày làm bù, ví dụ 05/12/2026.
calendar-no_name = Hãy ghi tên ngày nghỉ.
calendar-no_decision = Hãy ghi số và ngày của văn bản công bố.
calendar-not_possible = Không áp dụng được, chưa có gì thay đổi: { $why }
