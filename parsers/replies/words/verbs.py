"""Verbs of one syllable that are work only right behind who is to do it, with their marks: `VP điền biểu mẫu`."""

from __future__ import annotations

_VERBS = """
    đổi chia thả diệt nạp hiến ươm gieo cấy gặt phơi sấy gắn hàn đúc may nấu soi mổ chích luân treo bơm điền nâng giục
    xét đặt thay điều tặng trao phát thu mua bán thuê mượn gom dọn quét rửa lau lắp dựng gỡ dán căng kẻ sơn vẽ đo cân
    đong đếm phân tách gộp ghép nhập xuất xóa sửa chữa vá hút tưới xả đào đắp lấp san ủi xúc chở bốc dỡ xếp kê khóa mở
    đóng tắt cắt tỉa chặt trồng chăm bón phun bắt khám tiêm canh gác chốt chặn phạt nhắc răn dạy chấm ôn luyện thảo
    chép ghi dịch ngó viếng đón tiễn hỏi đáp lĩnh rút vay đòi đền giảm tăng kéo đẩy dời dẫn đưa mang bám khuyên ngăn
    chống cứu nuôi truy chỉnh khảo thẩm duy trùng cải nghiệm cắm rào lát đổ trải khoan đấu nối hủy thiêu chôn lọc khử
    bình bầu tuyển chọn lựa rèn khen biểu mời gọi tìm rà dò soát chạy tra khai kiểm lập tuyên vận quảng khôi hoàn củng
    chấn khắc siết chi trả cấp nộp thanh quyết hạch bó bóc bôi bù bện bọc chèn chèo chăn chải chắp chằng chẻ chế cuốc
    cuốn cào cày cộng cưa cẩu cởi dắt dệt dồn dội gò gói góp gập giăng giặt giảng hãm hạ hốt khâu khoanh khoét khuấy
    khuân khơi kèm lót lợp lục lùa lược lăn múc mài mạ nắn nặn nhổ nhuộm nhúng nhấc nhốt nới ngắt nhặt ốp pha phủ quấn
    rang rải rạch rắc rọc sàng săn sạc sắm sục thái thêu thúc thắp tẩy tải tẩm tóm trích tráng trét trát trộn trữ
    truyền tuốt úp ướp vắt vét vít vót vớt vun vứt xay xâu xén xẻ xới xua ủ đan đẽo đun đục đậy đốn đốt bấm dẹp giâm
    chiết phổ trình soạn viết in quay chụp ghim scan xây nạo phá tháo giữ quản
"""
VERBS = frozenset(_VERBS.split())
BETWEEN = frozenset({
    "các", "gấp", "khẩn", "ngay", "sớm", "nhanh", "hãy", "cần", "phải", "em", "khẩn trương", "trực tiếp", "chủ động",
    "kịp thời", "tiếp tục", "tích cực", "nghiêm túc", "nhớ", "cố gắng", "ráng", "liền", "luôn", "giúp anh", "giúp chị",
    "giúp tôi", "giúp em",
})  # fmt: skip
"""What may stand between somebody and their work; `được nâng lương` and `cũng đặt` are none."""
