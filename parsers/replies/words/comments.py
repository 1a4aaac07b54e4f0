"""What is said of somebody, right behind their name: no task, however many words of work follow it.

`Giao Nam lười soạn báo cáo`, `Giao Nam khéo tiếp dân`: told of Nam, where `Giao Nam soạn báo cáo` gives him work.
"""

from __future__ import annotations

_COMMENTS = """
    lười | cứ như | thuộc | biếng | ngại | giỏi | khéo | vụng | trốn | khỏi lo | khỏi bàn | khỏi nói | khỏi chê |
    may ra | may mà | may
    quá | sáng suốt | sáng dạ | oan | oan uổng | coi như | coi bộ | coi trời | coi thường | coi khinh | giống như |
    mang tiếng | mang vạ | mang họa | mang ơn | gặp khó | gặp vận | gặp may | gặp họa | gặp xui | lờ | lờ đi | lờ tịt
    | lơ | lơ đãng | lơ mơ | thạo | rành | quen | quên | sợ | lo sợ | lo lắng | lo xa | lo quá | lo bò trắng răng |
    chán | mệt | thích | ghét | khoái | khó | khó ưa | khó chịu | khó tính | dễ | dễ tính | đủ sức | thừa sức | quá
    sức | đuối | xứng | xứng đáng | đáng | đáng đời | đáng khen | đáng trách | tuyệt | tuyệt vời | hợp lý | hợp hơn |
    hợp với | hợp quá | hơn | kém | cừ | siêu | trách | trách móc | cãi | cãi nhau | chối | né | né việc | ôm | ôm đồm
    | giấu | giấu giếm | ém | lạc mất | lạc đề | mất | mất mặt | mất công | mất tích | mất hút | mất điểm | bỏ bê | bỏ
    quên | bỏ dở | bỏ mặc | bỏ bẵng | bỏ về | vớ vẩn | cẩu thả | ẩu | giữ khư khư | giữ mãi | giữ hoài | giữ rịt | gói
    ghém | lục đục | lục túi | tẩy chay | làm ẩu | làm hỏng | làm sai | làm mất | làm khó | làm biếng | làm bộ | làm
    như | làm dở | làm phiền | làm căng | làm lơ | làm ngơ | làm thinh | làm cao | làm thân | làm loạn | làm chậm |
    làm rối | làm hư | làm mình | làm lố | làm gì | làm tốt | làm giỏi | làm hay | làm khéo | làm chắc | làm kỹ lắm |
    phí | uổng | tiếc | thương | tội | tội nghiệp | khổ | khổ thân | vất vả | buồn | buồn cười | vui | lạ | ổn | tốt |
    xấu | tồi | tệ | dở | hỏng | chậm | trễ | muộn | bận | vướng | kẹt | rảnh | nghỉ | ốm | bệnh | đau | đau đầu | non
    | yếu | khỏe | cứng | mềm | nóng | nguội | lạnh | hiền | dữ | ngoan | hư | láo | gian | thật thà | trung thực |
    tham lam | keo | chăm chỉ | siêng | siêng năng | cần cù | nhiệt tình | tận tụy | năng nổ | xông xáo | linh hoạt |
    nhanh nhẹn | nhanh nhảu | thông minh | sắc sảo | kém cỏi | tắc trách | thừa | đỡ | nhẹ | nặng | kẻo | chắc | chắc
    chắn | hẳn | hình như | dường như | có lẽ | có khi | có vẻ | tưởng | nghĩ | thấy | ngỡ | hóa ra | thành ra | đâm
    ra | rốt cuộc | toàn | suốt | cả ngày | cả tuần | cả tháng | suốt ngày | mãi | hoài | kêu | kêu ca | kêu trời |
    than | than phiền | than thở | phàn nàn | khóc | cười | la | la lối | mắng | chửi | gắt | cáu | giận | dỗi | hờn |
    ghen | nịnh | khoe | khoác lác | hứa | hứa hẹn | thề | dọa | đe | xúi | xin lỗi | xin nghỉ | xin thôi | phản đối |
    chê | chê bai | tự ái | tự cao | tự tiện | tự ý | tự mãn | tự phụ | lén | lén lút | lỡ | lỡ tay | trót | vô tình |
    cố tình | cố ý | giả vờ | chơi | chơi bời | ngủ | ngủ quên | say | nhậu | cờ bạc | đánh nhau | đánh bạc | đánh mất
    | đánh trống lảng | yêu | cưới | đẻ | sinh con | ly hôn | pha trò | nuôi mộng | xới chuyện | góp vui | góp gạo |
    nhặt được | dắt con | dắt vợ | nhắn tin cho vợ | nhắn tin cho chồng | đốt hồ sơ | đốt sổ | đốt tiền | gạch tên anh
    | gạch tên tôi | thử việc | đá | đá qua | đá bóng | đùn | đùn đẩy | đẩy việc | đẩy qua đẩy lại | ách | ách lại |
    tắc | ngâm | ngâm hồ sơ | ngâm đơn | ngâm công văn | ngâm tôm | gây | gây khó | gây mất | gây chuyện | gây rối |
    bôi bác | bôi nhọ | bôi trơn | bóc phốt | bới móc | chèn ép | chải chuốt | chế giễu | chế nhạo | cuốn gói | dồn ép
    | dồn toa | đổ thừa | đổ lỗi | đổ vạ | đổ tại | đổ bệnh | hạ bệ | hạ nhục | khoét | lột xác | lùa gà | ốp tội |
    rải đinh | tung tin | tung hê | vun vén cho | vứt lung tung | xé rào | xé lẻ | trữ tình | truyền miệng | đục khoét
    | đốt nhà | bấm bụng | bấm giờ | tỉnh queo | trơ trẽn | trì trệ | trì hoãn | chây ì | chây lười | câu giờ | lề mề
    | lề rề | rề rà | ì ạch | lẹt đẹt | bê trễ | bê bối | bê tha | sa đà | sa sút | lúng túng | loay hoay | luống
    cuống | hấp tấp | vội vàng quá | nóng vội | nôn nóng | hồ đồ | chủ quan | bảo thủ | cứng nhắc | máy móc | quan
    liêu | hách dịch | cửa quyền | nhũng nhiễu | vòi vĩnh | vô trách nhiệm | vô kỷ luật | vô tâm | vô lý | vô duyên |
    phũ | phũ phàng | bạc | bạc đãi | thiệt thòi | thiệt | ấm ức | ấm đầu | bức xúc | bực | bực mình | nản | nản lòng
    | mừng | mừng quá | mê | mê mải | say sưa | hăng | hăng hái quá | xung phong rồi | oách | ngon | ngon ơ | ngon
    lành | chuẩn | chuẩn luôn | chuẩn không cần chỉnh | chí lý | đúng người | đúng việc | đúng quá | đúng đấy | đúng
    rồi | trúng | trúng phóc | yên tâm | yên chí | yên trí | an tâm | vững | vững tâm | khỏe re | khỏe người | thảnh
    thơi
"""
COMMENTS = frozenset(tuple(one.split()) for one in _COMMENTS.split("|"))
