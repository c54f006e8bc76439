# Từ ngữ dùng chung: nút, nhãn, cột.

## Văn bản xin lỗi, gọi theo quy định áp dụng cho hồ sơ ($rules)

letter = { $rules ->
    [TT03] văn bản xin lỗi và đề nghị gia hạn
   *[other] phiếu xin lỗi
}
letter-capital = { $rules ->
    [TT03] Văn bản xin lỗi và đề nghị gia hạn
   *[other] Phiếu xin lỗi
}

## Việc làm được với hồ sơ (chữ trên nút)

action-file = Nộp hồ sơ
action-guide = Hướng dẫn hoàn thiện
action-refuse = Từ chối tiếp nhận
action-receive = Tiếp nhận
action-complete_at_once = Tiếp nhận và trả kết quả ngay
action-give = Bàn giao
action-accept = Nhận bàn giao
action-lapse = Tính là đã nhận bàn giao
action-decline_result = Trả lại kết quả
action-decline = Từ chối nhận bàn giao
action-begin_step = Bắt đầu bước khác
action-complete_step = Hoàn thành bước
action-return_step = Trả lại bước trước
action-reassign = Phân công lại
action-end_stand_in = Kết thúc làm thay
action-stand_in = Cử người làm thay
action-consult = Hỏi ý kiến đơn vị khác
action-answer_consultation = Trả lời ý kiến
action-ask_supplement = Yêu cầu bổ sung
action-promise_papers = Hẹn mang giấy tờ bổ sung đến
action-supply = Nộp bổ sung
action-close_unsupplied = Đóng hồ sơ do quá thời hạn bổ sung
action-pause = Tạm dừng thời hạn
action-resume = Tính tiếp thời hạn
action-extend = Gia hạn
action-change_calendar = Đổi lịch làm việc
action-move_to_unit = Chuyển đơn vị phụ trách
action-remind = Nhắc việc
action-draft_apology = Soạn { letter }
action-sign_apology = Ký { letter }
action-send_apology = Gửi { letter }
action-set_chairman_date = Ghi ngày hẹn theo quyết định của Chủ tịch
action-approve_result = Duyệt kết quả
action-finish = Chuyển kết quả về Bộ phận Một cửa
action-hand_over = Trả kết quả
action-post_delivered = Ghi bưu chính đã phát
action-post_returned = Ghi hàng chuyển hoàn
action-remind_collection = Nhắc đến nhận kết quả
action-post = Gửi kết quả qua bưu chính
action-withdraw = Rút hồ sơ
action-correct = Đính chính
action-note = Ghi chú

## Trạng thái hồ sơ

phase-absent = Chưa nộp
phase-filed = Đã nộp, chờ tiếp nhận
phase-guided = Đã hướng dẫn, chờ nộp lại
phase-refused = Đã từ chối tiếp nhận
phase-open = Đang giải quyết
phase-ready = Đã có kết quả, chờ trả
phase-handed_over = Đã trả kết quả
phase-withdrawn = Đã rút hoặc đóng

## Chỗ đứng trong bảng thống kê

outcome-early = Trước hạn
outcome-on_the_day = Đúng hạn
outcome-late = Quá hạn
outcome-withdrawn = Đã rút hoặc đóng
outcome-within = Còn trong hạn
outcome-past_due = Đang quá hạn
outcome-paused = Đang tạm dừng

## Phiếu xin lỗi và hẹn lại

apology-none = Không phải gửi { letter }
apology-to_draft = Sắp đến hạn, cần soạn { letter }
apology-drafted = Đã soạn { letter }, chờ ký
apology-signed = Đã ký { letter }, chờ gửi
apology-violation = Quá hạn, chưa gửi { letter }
apology-sent_by_due = Đã gửi { letter } trước khi quá hạn
apology-sent_after_due = Đã gửi { letter } sau khi quá hạn

## Vai trò

role-citizen = Người nộp hồ sơ
role-desk_officer = Công chức Một cửa
role-specialist = Chuyên viên
role-head = Người đứng đầu đơn vị
role-leader = Lãnh đạo cơ quan
role-inspector = Công chức kiểm soát thủ tục hành chính
role-adviser = Thành viên Tổ tư vấn
role-administrator = Quản trị viên
role-system = Hệ thống

## Quan hệ với hồ sơ

relation-any = Mọi hồ sơ
relation-applicant = Người nộp hồ sơ
relation-holder = Đang giữ hồ sơ
relation-offered = Được bàn giao hồ sơ
relation-holding_unit = Thuộc đơn vị đang giữ hồ sơ
relation-answering_unit = Thuộc đơn vị chịu trách nhiệm về kết quả
relation-receiving_desk = Thuộc nơi đã tiếp nhận hồ sơ
relation-consulted_unit = Thuộc đơn vị được hỏi ý kiến

## Lý do tạm dừng

pause-supplement = Chờ bổ sung hồ sơ
pause-financial = Chờ người nộp thực hiện nghĩa vụ tài chính
pause-agency = Chờ cơ quan khác theo quy định của pháp luật

## Dấu hiệu làm đẹp số liệu

flag-extended = Có gia hạn
flag-finished_last_hour = Xong trong giờ làm việc cuối cùng
flag-logged_late = Ghi vào sổ muộn
flag-paused = Có tạm dừng
flag-paused_after_due = Tạm dừng sau khi quá hạn
flag-paused_last_day = Tạm dừng đúng ngày hết hạn
flag-second_supplement = Yêu cầu bổ sung lần hai
flag-withdrawn = Đã rút hoặc đóng
flag-withdrawn_late = Rút hoặc đóng sau khi quá hạn

## Kênh nộp hồ sơ

channel-online = Trực tuyến
channel-counter = Trực tiếp tại quầy
channel-post = Qua bưu chính

## Bước

step-desk = Một cửa

## Tên các mục phải ghi, dùng trong câu

field-amount = số ngày hoặc giờ
field-basis = căn cứ
field-channel = kênh nộp hồ sơ
field-code = mã hồ sơ
field-contact = số điện thoại hoặc thư điện tử nhận được thông báo
field-decision = số quyết định
field-due = hạn trả lời (sau lúc này)
field-items = nội dung cần bổ sung
field-missing = giấy tờ còn thiếu
field-procedure = thủ tục
field-reason = lý do
field-to = người nhận
field-tracking = mã bưu gửi
field-unit = đơn vị
field-other = một mục bắt buộc
word-granted = chấp thuận
word-not_granted = không chấp thuận
