"""Work as it is called field by field (health, farming, land, order, events, papers), phrases parted by `|`.

Only verbs that are no unit's name (`cấp cứu` and `công chứng` are) and no other word without its marks (`chi`, `tiễn`).
"""

FIELDS = """
    giải trình vì sao | đo lại | đo vẽ | đo kiểm | đo thực tế | giải trình tại sao | làm rõ vì sao |
    làm rõ tại sao | báo cáo vì sao | báo cáo tại sao |
    xem vì sao | xem tại sao | kiểm tra vì sao | kiểm tra tại sao | giải trình vì sao chậm | làm rõ vì sao chậm |
    báo cáo vì sao chậm | báo cáo giải trình vì sao | báo cáo giải trình vì sao chậm | giải trình tại sao chậm |
    cử người tham gia | cử cán bộ tham gia | cử đại diện tham gia | cử lực lượng tham gia | cử người phối hợp |
    cử cán bộ phối hợp | cử lực lượng phối hợp | cử đại diện phối hợp | cử đoàn tham gia |
    phun | phun khử khuẩn | khử khuẩn | khử trùng | phun hóa chất | diệt bọ gậy | diệt muỗi | tiêm chủng |
    tiêm vắc xin | tiêm vét | khám sàng lọc | khám sức khỏe | lấy mẫu | truy vết | cách ly | khoanh vùng |
    giám sát ổ dịch | giám sát dịch tễ | điều tra dịch tễ | điều trị | chuyển viện | chuyển tuyến trên |
    cấp phát thuốc | cấp phát | phát thuốc | hội chẩn | kê đơn | mở lớp | tập huấn lại | đảm bảo thuốc | dự trù |
    dự trù thuốc |
    tiêu hủy | lập chốt | tiêm phòng dại | rà soát đàn vật nuôi | phun tiêu độc | tiêu độc khử trùng | gieo cấy |
    gieo trồng | gieo mạ | thu hoạch | gặt | tưới | tiêu úng | bơm nước | bơm tiêu úng | tiêu thoát nước | mở cống |
    đóng cống | vận hành hồ chứa | xả lũ | nạo vét | khơi thông | gia cố | đắp đê | hộ đê | duy tu | tu sửa |
    san lấp | san ủi | trồng cây | trồng dặm | chăm sóc | cắt tỉa | chặt hạ | phát dọn | phát quang | thu gom |
    thu gom rác | dọn vệ sinh | vớt bèo | chống hạn | chống úng | chống rét | thu mua | tiêu thụ | lấy mẫu nước |
    đo đạc lại | trích đo | cắm mốc | cắm biển | cắm biển cảnh báo | cấp giấy | cấp sổ | cấp phép | cấp đổi |
    thu hồi đất | bàn giao mặt bằng | định giá | niêm phong | tịch thu | thu giữ | cưỡng chế tháo dỡ | chứng thực |
    đăng bộ | xác nhận hồ sơ | xác nhận tình trạng | thi công | giám sát thi công | vá đường | làm đường | sửa đường
    | xây | xây lại | kẻ vạch | lắp đèn | thay bóng | khảo sát thiết kế | lập dự án | thẩm định giá | mời thầu lại |
    chấm thầu | chỉ định thầu | nghiệm thu bàn giao | thanh quyết toán | quyết toán vốn | giải ngân vốn |
    phân bổ vốn | phân bổ kinh phí | cấp kinh phí | rút tiền | chuyển tiền | thu hồi nợ | đòi nợ | đối chiếu công nợ
    | kiểm quỹ | truy thu | hoàn thuế | thu thuế |
    huy động | huy động lực lượng | điều động | điều động lực lượng | tăng cường lực lượng | tăng cường tuần tra |
    trực ban | diễn tập | huấn luyện | hội thao | khám tuyển | sơ tuyển | gọi nhập ngũ | phúc tra | xác minh lý lịch
    | thẩm tra lý lịch | truy quét | bắt giữ | xử lý nghiêm | xử lý vi phạm | xử lý kỷ luật | lập biên bản xử phạt |
    bảo vệ hiện trường | khám nghiệm | phân luồng | điều tiết giao thông | giữ gìn trật tự | giữ trật tự |
    đảm bảo an ninh | đảm bảo an ninh trật tự | bảo đảm an ninh | bảo đảm an ninh trật tự | nắm địa bàn |
    rà soát đối tượng | quản lý đối tượng | gọi hỏi | triệu tập | răn đe | cảm hóa | cho ký cam kết | ký cam kết |
    cảnh báo | báo động | tìm kiếm | chốt chặn dịch |
    động viên | kiểm điểm | họp kiểm điểm | bình bầu | suy tôn | đề bạt | bổ nhiệm | luân chuyển | điều chuyển |
    biệt phái | nâng lương | xếp lương | chấm điểm | đánh giá xếp loại | xếp loại cuối năm | phát động thi đua |
    ký hợp đồng | chấm dứt hợp đồng | đặt mua | đặt hàng | đặt in | nhận hàng | nhận bàn giao | tổ chức lễ |
    tổ chức họp | tổ chức hội nghị | tổ chức đoàn | làm lễ | đưa đón | chiêu đãi | bố trí ăn nghỉ | bố trí chỗ ở |
    bố trí kinh phí | bố trí hội trường | trang trí | trang trí khánh tiết | kê bàn ghế | dựng rạp |
    chạy chương trình | dẫn chương trình | phục vụ hội nghị | lo hậu cần | lo khâu | nấu ăn | tập luyện | luyện tập
    | thi đấu |
    rà soát tham mưu | rà soát tổng hợp | rà soát báo cáo | rà soát đề xuất | kiểm tra báo cáo | kiểm tra xử lý |
    kiểm tra tham mưu | kiểm tra xác minh | kiểm tra đề xuất | kiểm tra giải quyết | kiểm tra thực tế |
    kiểm tra hiện trường | xác minh báo cáo | xác minh tham mưu | xác minh xử lý | thẩm định trình |
    thẩm định tham mưu | tổng hợp báo cáo | tổng hợp tham mưu | tổng hợp ý kiến | tổng hợp trình | tổng hợp số liệu
    | tổng hợp đề xuất | tiếp thu giải trình | tiếp thu chỉnh sửa | chỉnh sửa bổ sung | lấy phiếu | phát phiếu |
    thu phiếu | bỏ phiếu | phát tài liệu | phát tờ rơi | phát loa | thông báo trên loa | thông tin tuyên truyền |
    truyền đạt | quán triệt triển khai | phổ biến quán triệt | ban hành văn bản | ban hành kế hoạch |
    ban hành quyết định | ra quyết định | trả lời bằng văn bản | trả lời công dân | trả lời kiến nghị |
    trả lời cử tri | trả lời báo chí | trả lời phỏng vấn | làm việc trực tiếp | làm biên bản | làm danh sách |
    làm dự toán | làm đề án | làm phương án | làm slide | làm bài phát biểu | viết bài phát biểu | chuẩn bị bài |
    chuẩn bị bài phát biểu | chuẩn bị báo cáo | chuẩn bị hồ sơ | chuẩn bị số liệu | chuẩn bị phương án |
    chuẩn bị địa điểm | chuẩn bị hậu cần | chuẩn bị xe | chuẩn bị quà | ghi hình | livestream | đưa tin |
    đưa lên web | đưa lên trang | đưa lên hệ thống | cập nhật lên hệ thống | cập nhật phần mềm | nhập phần mềm |
    cấp tài khoản | mở tài khoản | tạo tài khoản | khóa tài khoản | reset mật khẩu | đổi mật khẩu | cài phần mềm |
    quét virus | kéo mạng | nối mạng | sửa máy | sửa mạng | đọc soát | soát lỗi | soát xét | hiệu đính | dịch thuật
    | thu xếp lịch | hẹn lịch | hẹn gặp | mời làm việc | làm giấy | viết giấy | đóng dấu | lấy dấu | lấy chữ ký |
    xin chữ ký | xin dấu | cấp dấu | nhận giấy | nhận văn bản | nhận hồ sơ | trả giấy | trả kết quả cho dân |
    trả lời cho dân | trả lời đơn thư | phân loại đơn | xử lý đơn | giải quyết đơn | giải quyết khiếu nại |
    giải quyết tố cáo | giải quyết kiến nghị | hòa giải cơ sở | hòa giải lại | hoà giải | đối chất | xin lỗi dân |
    xin lỗi | đính chính | thu hồi văn bản | thay thế văn bản | gia hạn hợp đồng | bám nội dung | bám kế hoạch |
    bám tiến độ | đẩy nhanh tiến độ | đẩy nhanh | đẩy mạnh | tháo gỡ | tháo gỡ khó khăn | gỡ vướng | xử lý vướng mắc
    | giải quyết vướng mắc | thúc đẩy | hối thúc | kết nối | liên kết | làm đầu mối liên hệ | tiếp cận |
    thẩm tra hồ sơ | thẩm định hồ sơ | kiểm tra hồ sơ | rà soát hồ sơ | hoàn thiện hồ sơ | hoàn trả tiền | hoàn ứng
    | công bố công khai | công khai minh bạch | minh bạch
"""
