# The queue of a desk: kiosk, screen, counters, figures.
page-queue_kiosk = Lấy số thứ tự
page-queue_ticket = Số thứ tự
page-queue_screen = Màn hình gọi số
page-queue_counter = Quầy tiếp dân
page-queue_link = Máy lấy số
page-queue_figures = Thời gian chờ và phục vụ
denied-queue_kiosk = Trang này dành cho công chức Một cửa và quản trị viên.
audit-kind_renew_kiosk = Tạo đường dẫn máy lấy số

tickets-kiosk_lead = Mời chọn việc cần làm để lấy số.
tickets-kiosk_nothing = Máy không hỏi tên, số giấy tờ của ai.
tickets-priority = Ưu tiên
tickets-priority_ask = Người cao tuổi, phụ nữ mang thai, người khuyết tật, người có con nhỏ đi cùng (gọi trước)
tickets-waiting = { $n ->
    [0] Chưa ai chờ
   *[other] { $n } người đang chờ
}
tickets-before = { $n ->
    [0] Không còn ai chờ trước ông/bà ở hàng này.
   *[other] Lúc này có { $n } người chờ trước ông/bà ở hàng này.
}
tickets-lately = Trong { $n } người được gọi gần đây nhất, một nửa đã chờ không quá { $minutes } phút. Đây không phải dự báo.
tickets-ticket_said = Xin giữ số này và theo dõi màn hình gọi số. Vắng mặt khi được gọi thì được gọi lại một lần nữa, sau những người đang chờ.
tickets-again = Lấy số khác

tickets-now = Mời ông/bà có số
tickets-none_open = Chưa có quầy nào mở. Xin chờ trong giây lát.
tickets-counter_word = Quầy
tickets-counter = Quầy { $n }
tickets-please_come = mời đến quầy
tickets-last_calls = Vừa gọi
tickets-to_counter = đến quầy

tickets-link_lead = Mở đường dẫn này trên máy ở cửa vào, trong trình duyệt không đăng nhập tài khoản nào. Ai có đường dẫn đều lấy được số; khi lộ ra ngoài thì tạo đường dẫn mới.
tickets-link_make = Tạo đường dẫn mới
tickets-link_new = Đường dẫn mới, chỉ hiện lần này. Đường dẫn cũ không dùng được nữa.
tickets-screen_at = Màn hình gọi số, không cần bí mật:
tickets-not_set_up = Bộ phận này chưa có hàng chờ. Hãy ghi các hàng vào agency.toml ([[queue_line]]: đơn vị, chữ cái, tên) rồi đưa vào áp dụng bằng lệnh motcua rules put.

tickets-serving = Đang phục vụ
tickets-serving_now = Quầy { $n } đang phục vụ số { $ticket }. Hồ sơ làm lúc này được ghi vào số đó.
tickets-serving_none = Chưa gọi số nào.
tickets-called_before = { $n ->
    [0] vừa gọi
   *[other] gọi { $n } phút trước
}
tickets-absent_before = đã vắng mặt một lần
tickets-next = Gọi số tiếp theo
tickets-finish = Kết thúc, chưa gọi tiếp
tickets-recall = Gọi lại
tickets-absent = Vắng mặt
tickets-transfer_to = Chuyển đến
tickets-transfer = Chuyển
tickets-close = Đóng quầy
tickets-nobody_waits = Không còn ai chờ quầy này.
tickets-tied_hint = Hồ sơ được tiếp nhận, hướng dẫn, từ chối, bổ sung hoặc trả kết quả trong lúc này được ghi vào số đang phục vụ.
tickets-act_received = Tiếp nhận
tickets-act_guided = Hướng dẫn
tickets-act_refused = Từ chối tiếp nhận
tickets-act_supplied = Nhận giấy tờ bổ sung
tickets-act_handed_over = Trả kết quả
tickets-lines = Các hàng chờ hôm nay
tickets-line = Hàng
tickets-waiting_head = Đang chờ
tickets-priority_head = Ưu tiên
tickets-longest = Chờ lâu nhất
tickets-next_head = Sắp gọi
tickets-counters = Quầy
tickets-no_counter = chưa có quầy
tickets-minutes = { $n } phút
tickets-open = Mở quầy
tickets-open_button = Mở quầy
tickets-number = Số quầy
tickets-serves = Quầy gọi các hàng
tickets-change_lines = Đổi hàng của quầy
tickets-change = Ghi lại
tickets-draw = Lấy số giúp người đến
tickets-draw_button = Lấy số
tickets-done_opened = Đã mở quầy với các hàng được đánh dấu.
tickets-done_closed = Đã đóng quầy.
tickets-done_called = Đã gọi số tiếp theo.
tickets-done_served = Đã kết thúc số { $ticket }.
tickets-done_recalled = Đã gọi lại số { $ticket }.
tickets-done_absent = Đã ghi vắng mặt số { $ticket }. Vắng lần đầu thì số trở lại cuối hàng, lần thứ hai thì kết thúc.
tickets-done_transferred = Đã chuyển số { $ticket }.
tickets-done_drawn = Đã lấy số { $ticket }.

tickets-refused_no_line = Không có hàng này. Hãy chọn một hàng trong danh sách.
tickets-refused_closed = Chưa đến giờ lấy số. Bộ phận mở cửa lúc { $value }, lấy số được từ 30 phút trước đó.
tickets-refused_too_fast = Nhiều người đang lấy số cùng lúc. Xin thử lại sau một phút.
tickets-refused_no_number = Hàng này đã hết số hôm nay. Xin hỏi công chức ở quầy.
tickets-refused_no_counter = Không có quầy mang số này đang mở. Số quầy từ 1 đến 99.
tickets-refused_no_lines = Hãy đánh dấu ít nhất một hàng.
tickets-refused_counter_taken = Quầy này { $value } đang mở. Hãy chọn số quầy khác.
tickets-refused_other_counter = Ông/bà đang mở quầy { $value }. Hãy đóng quầy đó trước.
tickets-refused_not_open = Ông/bà chưa mở quầy nào. Hãy mở quầy bên dưới.
tickets-refused_serving = Số { $value } đang được phục vụ. Hãy kết thúc hoặc chuyển số này trước.
tickets-refused_not_serving = Quầy không còn ở số { $value } như trên trang vừa gửi; chưa làm gì thêm. Xem số hiện tại bên dưới.
tickets-refused_nobody_waits = Không còn ai chờ quầy này.

tickets-figures_lead = Mỗi lượt chờ được tính từ lúc lấy số (hoặc được chuyển đến, trở lại sau khi vắng) đến lúc gọi, rồi đến lúc kết thúc.
tickets-figures_long = Khoảng thời gian không quá 366 ngày. Hãy chọn ngắn hơn.
tickets-figures_none = Chưa có lượt chờ nào trong thời gian này.
tickets-figures_note = Thời gian tính bằng phút tròn. Trung vị và mức 90 % chỉ có khi có từ { $n } lượt được gọi.
tickets-by = Theo
tickets-by_line = Hàng
tickets-by_counter = Quầy
tickets-by_hour = Giờ bắt đầu chờ
tickets-by_day = Ngày
tickets-figure_visits = Lượt chờ
tickets-figure_priority = Ưu tiên
tickets-figure_called = Được gọi
tickets-figure_served = Phục vụ xong
tickets-figure_absent = Vắng mặt
tickets-figure_transferred = Chuyển hàng
tickets-figure_not_called = Không được gọi
tickets-figure_waiting = Chờ (phút)
tickets-figure_serving = Phục vụ (phút)
tickets-figure_median = Trung vị
tickets-figure_nine_of_ten = 90 % không quá
tickets-figure_longest = Lâu nhất
