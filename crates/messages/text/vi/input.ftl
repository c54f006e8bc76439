# Ô nhập của mọi biểu mẫu.
input-optional = (không bắt buộc)
input-choose = Chọn…
input-faults = Chưa thực hiện được, mời ông/bà xem lại
input-faults_received = Chưa nhận được, mời ông/bà xem lại
fault-ward_differs = Địa chỉ ghi { $named }, còn phường đã chọn là { $chosen }. Hãy chọn lại phường, hoặc sửa địa chỉ.
input-missing = Hãy nhập “{ $field }”.
input-not_chosen = Hãy chọn “{ $field }”.
input-not_offered = “{ $field }”: hãy chọn một mục trong danh sách.
input-too_long = “{ $field }” dài hơn { $limit } ký tự, thừa { $over } ký tự. Nội dung vẫn còn nguyên trong ô; hãy viết gọn lại.
input-many_lines = “{ $field }” chỉ được một dòng.
input-no_day = “{ $field }”: hãy nhập ngày, ví dụ 22/11/2018.
input-no_moment = “{ $field }”: hãy nhập cả ngày và giờ, ví dụ 22/11/2018 16:30.
input-no_number = “{ $field }”: hãy nhập một số nguyên từ { $least } đến { $most }.
input-format = “{ $field }” chưa đúng dạng. Hãy xem lại.
