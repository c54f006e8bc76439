# Khung trang, trang chủ, lỗi.

site-skip = Đến nội dung chính
site-sections = Các trang
site-more = Các trang khác
site-more-figures = Số liệu
site-more-public = Người dân
site-more-officers = Công chức
site-more-oversight = Điều hành
site-this_language = Tiếng Việt
site-scenario = Bản dùng thử, giờ minh họa { $at }. Không có hồ sơ thật.
site-footer = Một Cửa: phần mềm nguồn mở cho Bộ phận Một cửa. Bấm vào con số nào cũng xem được các hồ sơ đằng sau.
site-to_home = Về trang chủ

## Trang chủ

home-no_agency = Một Cửa
home-search = Tra cứu hồ sơ theo mã
home-find = Tìm
home-periods = Số liệu các kỳ
home-periods_caption = Hồ sơ tiếp nhận trong kỳ, tình trạng cuối kỳ
home-nothing = Chưa có số liệu.
home-dossiers = Số hồ sơ
home-to_figures = Theo kỳ, đơn vị, lĩnh vực, thủ tục, vào bất kỳ lúc nào.
home-to_form_06a = Tình hình, kết quả giải quyết thủ tục hành chính, in được ngay.
home-to_about = Mỗi con số nghĩa là gì và tính thế nào.
home-registers = Các sổ
home-registers_caption = Mỗi sổ có số liệu riêng, không trộn với sổ khác

period-year_to_date = Từ đầu năm đến nay
period-last_month = Tháng trước
period-last_quarter = Quý trước
period-last_year = Năm trước
period-all = Tất cả

## Lỗi

error-no_page-heading = Không có trang này
error-no_page-said = Địa chỉ có thể đã gõ sai hoặc đã đổi. Không có gì bị thay đổi.
error-no_page-next = Hãy kiểm tra lại địa chỉ, hoặc bắt đầu từ trang chủ.
error-no_dossier-heading = Không thấy hồ sơ “{ $code }”
error-no_dossier-said = Không có hồ sơ nào mang mã này, hoặc đến lúc đã chọn hồ sơ chưa được ghi.
error-no_dossier-next = Ông/bà hãy so lại mã với giấy hẹn, đủ cả dấu chấm và dấu gạch nối, rồi tìm lại.
error-no_procedure-heading = Không thấy thủ tục “{ $code }”
error-no_procedure-said = Danh mục không có thủ tục mang mã này.
error-no_procedure-next = Hãy tìm thủ tục theo tên trong trang “Thủ tục”.
error-broken-heading = Trang này chưa hiện được
error-broken-said = Hệ thống gặp lỗi khi đọc dữ liệu nên chưa hiện được trang này. Những gì đã ghi trước đó vẫn còn nguyên.
error-broken-next = Ông/bà tải lại trang. Nếu vừa gửi biểu mẫu, hãy mở hồ sơ xem việc đó đã được ghi chưa, rồi mới gửi lại chính biểu mẫu ấy. Nếu vẫn lỗi, xin báo người vận hành chạy lệnh “motcua doctor”.
error-full-heading = Máy chủ hết chỗ lưu trữ
error-full-said = Việc vừa gửi chưa được ghi. Những gì đã ghi trước đó vẫn còn nguyên và vẫn xem được.
error-full-next = Ông/bà báo người vận hành giải phóng chỗ trống rồi gửi lại chính biểu mẫu này.
error-read_only-heading = Hiện chỉ xem được, chưa ghi được
error-read_only-said = Thư mục dữ liệu không cho ghi, nên việc vừa gửi chưa được ghi. Những gì đã ghi trước đó vẫn còn nguyên và vẫn xem được.
error-read_only-next = Ông/bà báo người vận hành kiểm tra quyền của thư mục và ổ đĩa, rồi gửi lại chính biểu mẫu này.
error-withheld-heading = Chưa xem được lúc này
error-withheld-said = Mỗi lần xem thông tin cá nhân phải được ghi vào nhật ký trước, mà hiện hệ thống không ghi được. Dữ liệu của hồ sơ vẫn còn nguyên.
error-withheld-next = Ông/bà báo người vận hành kiểm tra ổ đĩa, rồi tải lại trang.
done-heading = Việc này đã được ghi
done-said = Việc ông/bà vừa gửi đã được ghi vào sổ; chỉ trang kết quả là chưa mở được. Xin đừng gửi lại: ông/bà mở trang kết quả để xem những gì đã ghi.
done-next = Mở trang kết quả
error-not_certain-heading = Chưa chắc việc này đã được ghi
error-not_certain-said = Máy chủ gặp lỗi đúng lúc ghi, nên chưa biết việc vừa gửi đã được ghi hay chưa. Những gì đã ghi trước đó vẫn còn nguyên.
error-not_certain-next = Ông/bà gửi lại chính biểu mẫu này, bằng nút trên trang này hoặc bằng cách tải lại trang và đồng ý gửi lại: nếu lần trước đã được ghi thì không bị ghi hai lần. Xin đừng lập biểu mẫu mới cho cùng một việc.
error-busy-heading = Máy chủ đang quá đông người truy cập
error-busy-said = Số yêu cầu đang chờ đã đạt mức tối đa, nên yêu cầu này chưa được xử lý và chưa có gì được ghi.
error-busy-next = Ông/bà chờ vài giây rồi tải lại trang này. Nếu vừa gửi biểu mẫu, trình duyệt vẫn giữ nội dung đã nhập: tải lại trang và đồng ý gửi lại, hoặc bấm Quay lại rồi gửi lại.
error-overloaded-heading = Máy chủ đang quá tải
error-overloaded-said = Máy chủ đang xử lý nhiều yêu cầu cùng lúc, nên yêu cầu này chưa được thực hiện và chưa có gì được ghi. Những gì đã ghi trước đó vẫn còn nguyên.
error-overloaded-next = Ông/bà chờ vài giây rồi tải lại trang; nếu vừa gửi biểu mẫu hoặc tệp, hãy gửi lại chính biểu mẫu đó.
error-key_conflict-heading = Biểu mẫu này đã được gửi với nội dung khác
error-key_conflict-said = Biểu mẫu này đã được dùng để ghi một việc khác, nên nội dung vừa gửi chưa được ghi. Việc đã ghi lần trước vẫn còn nguyên.
error-key_conflict-next = Ông/bà mở hồ sơ để xem việc đã ghi. Nếu vẫn cần ghi nội dung mới thì gửi lại biểu mẫu: nội dung đó được ghi thành một việc khác.
error-changed-heading = Việc này chưa thực hiện được
error-changed-said = Hồ sơ đã thay đổi sau khi ông/bà mở trang, hoặc tình trạng hiện nay của hồ sơ không cho phép việc này. Việc vừa gửi chưa được ghi.
error-changed-next = Ông/bà mở lại hồ sơ để xem tình trạng mới, rồi làm lại nếu vẫn cần.
error-files_full-heading = Hồ sơ không còn chỗ cho các tệp này
error-files_full-said = Tổng dung lượng tệp của hồ sơ sẽ vượt mức cho phép, nên các tệp vừa gửi chưa được ghi. Các tệp đã ghi trước đó vẫn còn nguyên.
error-files_full-next = Ông/bà bỏ bớt tệp hoặc chọn tệp nhỏ hơn, rồi gửi lại.
error-draft_gone-heading = Hồ sơ đã được nộp trước khi tệp tới
error-draft_gone-said = Bản đang nhập này đã được nộp, hoặc đã bị xóa, trước khi tệp vừa gửi tới nơi, nên tệp tới sau chưa được ghi. Những gì đã nộp vẫn còn nguyên.
error-draft_gone-next = Ông/bà mở hồ sơ trong trang “Hồ sơ của tôi” để xem những tệp đã nộp. Nếu còn thiếu tệp vừa gửi, ông/bà thêm tệp ở mục “Nộp bổ sung” của hồ sơ khi cơ quan yêu cầu, hoặc mang giấy tờ đến Bộ phận Một cửa.
batch-changed = hồ sơ đã thay đổi từ khi ông/bà đọc, nên việc này chưa làm. Hãy đọc lại hồ sơ rồi làm lại nếu vẫn cần.
batch-gone = hồ sơ không còn chờ việc này, hoặc không còn trong phạm vi phụ trách của ông/bà.
batch-not_tried = Việc này chưa được gửi đi, vì việc trước đó gặp lỗi.
error-foreign-heading = Yêu cầu này đến từ một trang khác
error-foreign-said = Trình duyệt cho biết nút vừa bấm không nằm trên trang này, nên hệ thống không thực hiện. Không có gì bị thay đổi.
error-foreign-next = Nếu chính ông/bà muốn làm việc này, hãy mở trang từ trang chủ rồi bấm nút ở đó.
error-other_host-heading = Bản dùng thử chỉ dùng trên máy này
error-other_host-said = Đây là bản dùng thử, mật khẩu của các tài khoản ai cũng biết, nên chỉ trả lời khi được mở ngay trên máy đang chạy bản này. Không có gì bị thay đổi.
error-other_host-next = Hãy mở trang trên chính máy đó, bằng địa chỉ bắt đầu bằng http://127.0.0.1 hoặc http://localhost.
error-no_method-heading = Địa chỉ này không nhận yêu cầu vừa gửi
error-no_method-said = Trang này chỉ để xem hoặc chỉ để gửi biểu mẫu, không dùng theo cách vừa rồi. Không có gì bị thay đổi.
error-no_method-next = Hãy mở lại trang từ trang chủ, rồi gửi bằng nút trên trang.
error-too_slow-heading = Nội dung gửi chưa tới đủ
error-too_slow-said = Đường truyền quá chậm hoặc bị ngắt giữa chừng, nên hệ thống chưa nhận đủ và chưa ghi gì.
error-too_slow-next = Hãy quay lại trang trước, nơi nội dung đã nhập thường vẫn còn, rồi gửi lại khi đường truyền ổn định.
error-too_large-heading = Nội dung gửi quá lớn
error-too_large-said = Mỗi biểu mẫu gửi được nhiều nhất { $limit } kB chữ, { $fields } ô và { $megabytes } MB tệp đính kèm. Nội dung vừa gửi vượt một trong các mức này nên chưa có gì được ghi.
error-too_large-next = Hãy quay lại trang trước, nơi nội dung đã nhập thường vẫn còn; rút gọn phần chữ, bớt mục đã chọn hoặc gửi ít tệp hơn mỗi lần, rồi gửi lại.
error-long_address-heading = Địa chỉ quá dài
error-long_address-said = Địa chỉ dài hơn mức hệ thống đọc được. Không có gì bị thay đổi.
error-long_address-next = Hãy chọn ít điều kiện lọc hơn, hoặc bắt đầu từ trang chủ.
error-long_head-heading = Trình duyệt gửi kèm quá nhiều thông tin
error-long_head-said = Phần đầu của yêu cầu lớn hơn mức cho phép, thường vì quá nhiều cookie. Không có gì bị thay đổi.
error-long_head-next = Hãy xóa cookie của trang này trong trình duyệt rồi mở lại trang.
error-malformed-heading = Yêu cầu không đọc được
error-malformed-said = Nội dung trình duyệt gửi bị thiếu hoặc sai dạng, nên hệ thống chưa ghi gì.
error-malformed-next = Hãy quay lại trang trước và gửi lại. Nếu vẫn không được, hãy bắt đầu từ trang chủ.

## Trang định nghĩa

about-lead = Ai cũng có thể tính lại các số liệu ở đây: mỗi số có định nghĩa, mẫu số và danh sách hồ sơ.
about-rounding = Tỷ lệ được làm tròn hai chữ số thập phân, không điều chỉnh để cộng đủ 100 %. Bảng số không cộng đủ thì không hiện.
about-version = Định nghĩa, phiên bản { $version }.
site-waiting = hồ sơ đang chờ
site-print = In trang này
keys-heading = Phím tắt
keys-list = mở, đóng bảng phím tắt
keys-search = đến ô tìm kiếm
keys-next_row = đến dòng kế tiếp
keys-previous_row = về dòng trước
keys-tick = chọn hoặc bỏ chọn dòng đang đứng
keys-next_dossier = mở hồ sơ tiếp theo
keys-suggested = đến việc nên làm tiếp (bấm Enter để chọn)
keys-tab = mở trang thứ 1 đến 9 trên đầu
keys-on = Dùng phím tắt (bỏ chọn để tắt)
keys-close = Đóng
