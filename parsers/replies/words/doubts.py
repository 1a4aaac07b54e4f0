"""Words that turn an order into something else, and longer phrases they stand in without doing so (`Tag.PLAIN`)."""

from __future__ import annotations

from parsers.replies.words.tags import Tag

DEFECTS = """
    sai sự thật |
    còn thiếu | không phép | không đủ điều kiện | chưa đủ điều kiện | không hợp lệ | chưa hợp lệ | không hợp pháp |
    không rõ nguồn gốc | không giấy tờ | không có giấy tờ | không giấy phép | không có giấy phép | chưa có giấy phép |
    chưa đạt chuẩn | không đạt chuẩn | chưa được cấp giấy | chưa có giấy chứng nhận | chưa được cấp giấy chứng nhận |
    chưa có thẻ | chưa nộp | chưa tham gia | không tham gia | chưa tiêm | chưa đóng | không chấp hành | chưa chấp hành
    | còn tồn đọng | còn hạn chế | còn vướng mắc | còn khó khăn | sai phép | sai mục đích | không còn phù hợp |
    không đúng mục đích
"""
"""What is wrong with a thing that somebody is to work on: `rà soát hộ chưa nộp`, `bổ sung hồ sơ còn thiếu`."""
FAULTS = """
    không đúng quy định | sai quy định | không đảm bảo | không bảo đảm | chưa đảm bảo | chưa bảo đảm | chưa hoàn thành |
    chưa thực hiện | chưa xử lý | chưa giải quyết | chưa giải ngân | chưa chính xác | chưa khớp | chưa rõ | chưa đúng |
    không đúng | chưa phù hợp | không phù hợp | chưa thống nhất | chưa sát
"""
"""What may as well be said of how they worked; of the thing only behind a word of giving."""
DOUBTS: dict[Tag, str] = {
    Tag.NOT: f"""
        {DEFECTS} | {FAULTS} |
        không | chưa | đừng | chớ | khỏi cần | khỏi giao | khỏi phải | thôi | ko | khong | hông | dừng |
        ngừng | tạm dừng | bỏ phân công | bỏ giao | bỏ chuyển | bỏ tên | rút tên | hoãn | tạm hoãn | khoan |
        khoan đã | từ từ | để sau | chờ | đợi | bỏ qua | tạm thời | từ chối | bác bỏ | k | tránh | cấm |
        thay vì | đình chỉ | nhầm | sai | lẽ ra | not | don't | do not | never | stop | wait
    """,
    Tag.ASK: """
        ? | được không | có nên | nên chăng | hay không | phải không | liệu có | liệu rằng | chăng | thế nào |
        ra sao | vì sao | tại sao | bao giờ | khi nào | đúng không | có được không | hay chưa | hả | ai |
        ở đâu | sao | thì sao | đơn vị nào | phòng nào | người nào | bên nào
    """,
    Tag.IF: """
        nếu | trong trường hợp | trường hợp | giả sử | trừ khi | khi nào có | sau khi | chỉ khi | miễn là |
        if | unless
    """,
    Tag.MAYBE: """
        có thể | nên | định giao | tôi định | anh định | chị định |
        định chuyển | tính giao | tính chuyển | nên giao | dự kiến giao |
        dự kiến chuyển | tạm giao | tạm chuyển | tạm phân công | nghỉ phép | vắng mặt | out of office |
        trả lời tự động | đề xuất giao | đề nghị giao | đề xuất chuyển | đề nghị chuyển | đã giao | đã chuyển |
        đã phân công | đang giao | sẽ giao | sẽ chuyển | muốn | xin giao | được giao | bị giao | có lẽ |
        hình như | chắc là | có khi | xem có | lần trước | hôm qua | trước đây | vừa giao | mới giao |
        xin chuyển | kiến nghị giao | nắm tình hình | rồi | lắm | chậm quá | quá chậm | chậm | kém | tốt lắm |
        rất tốt | vừa qua | thời gian qua | vẫn | kiến nghị chuyển | xin phép | đề xuất phân công |
        đề nghị phân công | maybe | should | giá mà | giá như | phải chi | ước gì | đáng lẽ | đáng ra |
        đúng ra | thì đã | suýt | nghe nói | nghe bảo | tôi tưởng | tưởng là | cứ tưởng | tưởng giao | lỡ |
        kẻo | nhỡ | việc giao | việc chuyển | việc phân công | cân nhắc | suy nghĩ | nghĩ thêm | tính thêm |
        để tôi xem | để tôi tính | để anh xem | để chị xem | phân vân | sắp tới | sắp sửa
    """,
    Tag.BUT: """
        nhưng | tuy nhiên | song | trừ | ngoại trừ | mà không | một phần | một nửa | chỉ còn |
        còn chờ | còn vướng | còn lại | về chủ trương | về nguyên tắc
    """,
    Tag.PLAIN: """
        biển cấm | bảng cấm | cấm lửa | vùng cấm | hàng cấm | chất cấm | chưa thành niên | tránh trú | tránh trú bão |
        tránh lũ | tránh bão | tránh rét | bản đồ địa chính | cán bộ địa chính | hồ sơ địa chính | sổ địa chính |
        kênh chính | kênh tiêu chính | đường chính | cổng chính | trục chính | tuyến chính | cống đầu mối |
        công trình đầu mối | trạm đầu mối | tinh gọn đầu mối | ca trực | ca bệnh | ca đêm | hộ còn lại | số còn lại |
        phần còn lại | khối lượng còn lại | nội dung còn lại | kinh phí còn lại | diện tích còn lại | hồ sơ còn lại |
        hồ sơ xin phép | đơn xin phép | xin phép xây dựng |
        nước sinh hoạt | duyệt binh |
        sử dụng | áp dụng | tác dụng | dân dụng | ứng dụng | trụ sở | thời tiết | thời điểm | thời kỳ | đời sống |
        sông suối | tranh chấp | tranh thủ | đối tượng | đối với | thay đổi | đội ngũ | quân đội | vận tải |
        nền nếp | thời vụ | nền tảng | đổi trả | cầm cố | cam kết | tối đa | song phương | đồng đội | lâm nghiệp |
        nghĩa vụ công an | công an nhân dân | ngành công an |
        hệ thống giám sát | hệ thống theo dõi | phần mềm giám sát | phần mềm theo dõi | sổ theo dõi | đoàn giám sát |
        kế hoạch giám sát | nhà thầu đề nghị | đơn vị đề nghị | công dân đề nghị | người dân đề nghị | đơn đề nghị |
        văn bản đề nghị | hồ sơ đề nghị | giấy đề nghị | tờ trình đề nghị |
        lý do chậm | nguyên nhân chậm | trách nhiệm chậm | tình trạng chậm | lý do chưa | nguyên nhân chưa | lý do trễ |
        nguyên nhân trễ | nguyên nhân chậm trễ | lý do chậm trễ | 3 sao | 4 sao | 5 sao | sao lưu dữ liệu | sao chép |
        cơ quan chức năng | các cơ quan chức năng | lực lượng chức năng | các lực lượng chức năng | ngành chức năng |
        các ngành chức năng | đơn vị liên quan | các đơn vị liên quan | cơ quan liên quan | các cơ quan liên quan |
        các ngành liên quan | các phòng liên quan | các bên liên quan | chính quyền địa phương | đơn vị thi công |
        chủ đầu tư | nhà thầu | nhà trường | các đoàn thể | các hội đoàn thể |
        hành chính | tài chính | bưu chính | công chính | sắp hết hạn | hết hạn | sắp đến hạn | đến hạn |
        mốc thời gian |
        phụ lục | phụ nữ | phụ cấp | phụ huynh | phụ phí | không cần trả lời | khỏi trả lời |
        không cần làm gì | khỏi làm gì | không phải làm gì | không cần phúc đáp | không cần báo cáo lại |
        không phải trả lời | nghe ngóng | gọi là | không để | chậm trễ | quá hạn | trước | đến | hạn |
        hôm nay | ngày | cuối | sáng | chiều | chậm nhất | muộn nhất | từ nay | vào | tuần | tháng | thứ |
        không chậm | không chậm trễ | không để chậm trễ | không để quá hạn | không để chậm | không được chậm |
        không được chậm trễ | không được trễ | không được quá hạn | không được để trễ hạn |
        không được để quá hạn | không được để chậm | không để trễ hạn | đừng để chậm | đừng để trễ |
        đừng để trễ hạn | đừng để quá hạn | không được để chậm trễ | không để trễ | không cần gấp | không gấp |
        chưa gấp | không vội | không quá | không muộn hơn | không trễ | không trễ hạn | không có ý kiến gì |
        chưa có vướng mắc gì | không có vướng mắc gì | không có vướng mắc | chưa có khó khăn gì | chưa vướng gì |
        không có ý kiến | không có ý kiến gì thêm | không có ý kiến khác | không có ý kiến gì khác | nếu có |
        lưu ý | chú ý | không để xảy ra | đồng chí | liên quan | các đơn vị | các phòng | các phòng ban |
        tất cả các phòng | tất cả các phòng ban | tất cả các đơn vị | toàn thể đơn vị | toàn thể các đơn vị |
        toàn bộ các phòng | toàn bộ các đơn vị | các phòng , ban | các phòng , ban , đơn vị |
        các phòng , đơn vị | các phòng ban đơn vị | các phòng và đơn vị | các đơn vị trực thuộc |
        các khoa | các khoa phòng | các khoa , phòng |
        các phòng chuyên môn | các cơ quan | các ban ngành | giao thông | giao dịch | giao lưu | giao ban |
        họp giao ban | chuyển đổi | chuyển đổi số | chuyển biến | chuyển nhượng | làm việc | đại biểu |
        chương trình | công trình | quá trình | sở tại | phòng chống | phòng họp | phòng ngừa | phòng ban |
        ban đầu | tổ dân phố | trình tự | không gian | sai phạm | sai sót | bác sĩ | chờ giải quyết | biết ơn |
        hai bên | các bên | bên cạnh | cử tri | miễn phí | miễn giảm | đồng thời | hội đồng | dự án | dự toán |
        tính đến | giao diện | giao đất | giao thông vận tải | giao tiếp | giao kết | chuyển tuyến | hôn nhân |
        theo quy định | đúng quy định | theo thẩm quyền | đúng thẩm quyền | theo đúng quy định | theo chỉ đạo |
        lưu lượng | lưu thông | hay quá | khả thi | khi nào xong | tài khoản | nhầm lẫn | không những |
        hợp tác | thông tin | khỏi bệnh | thời hạn | thời gian | tài liệu | số liệu | dữ liệu | vật liệu |
        tư liệu | sao y | bản sao | dự kiến | dự kiến xong | dự kiến hoàn thành | sao lục | song song |
        tránh để | tránh chậm | tránh tình trạng | dự thảo văn bản | nội dung | phương án | đúng hạn |
        đúng thời hạn | gửi kèm | kèm theo | đính kèm | kèm báo cáo | kèm văn bản | kèm công văn | có văn bản |
        không cần giao ai | không phải giao ai | khỏi giao ai | không giao ai | khỏi chờ | không cần chờ |
        không phải chờ | đừng chờ | không chờ | như lần trước | như mọi khi | như mọi lần | như thường lệ |
        như trước đây | như năm ngoái | như năm trước | như đợt trước |
        không cần xử lý gì thêm | không cần xử lý gì | không phải xử lý gì | không phải làm gì thêm |
        không cần làm gì thêm | không cần báo cáo | các phòng khác | các phòng còn lại | các đơn vị khác |
        các đơn vị còn lại | các khoa khác | các khoa còn lại |
        văn thư | biết rồi | em biết rồi | giữ nguyên | chi bộ | chi cục | chi nhánh | chi tiết | chi phí |
        thu nhập | thu hút | thu chi | tính chất | đăng ký kinh doanh | in hoa | kiểm lâm | kiểm sát |
        kiểm toán | kiểm ngư | rà phá | quản trị | quản trị mạng | chốt trực | trông giữ | gánh nặng |
        nhập khẩu | nhập ngũ | sao lưu | xếp loại | mua bán | đăng kiểm | trồng trọt | trồng rừng | giữ gìn |
        bám biển | dịch bệnh | dịch vụ | dịch tả | dịch hại | xuống cấp | treo cờ | sao cho | tính từ |
        chính quyền | chính sách | chính thức | chính phủ | chính xác | chính trị | chính đáng | chính chủ |
        chính tả | chính là | chính quy | chính ủy | đã nhận được văn bản | đã nhận được công văn |
        đã nhận văn bản | đã nhận công văn | đã nhận được thư | đã nhận thư | đã nhận được mail |
        đã nhận được email | đã nhận được thông tin | giao quân | bầu cử | ứng cử | tuyển cử | tổng tuyển cử |
        ngày bầu cử | thi cử | cử nhân | trễ hạn | chậm hạn | trễ hẹn
    """,
}
