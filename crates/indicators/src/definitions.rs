//! The definition of every published number, in the words that pages print with it. Knows no
//! dossier and no page.

use crate::query::Basis;

/// The version of the definitions; it changes with any definition. A closed month keeps the version by
/// which it was counted.
pub const VERSION: &str = "2";

/// The meaning of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Definition {
    /// The code of a [`crate::Figure`], a rate or a table.
    pub name: &'static str,
    /// The text in Vietnamese.
    pub vi: &'static str,
    /// The text in English.
    pub en: &'static str,
}

/// The definition of a figure, rate or table by its name.
#[must_use]
pub fn definition(name: &str) -> Option<&'static Definition> {
    ALL.iter().find(|definition| definition.name == name)
}

/// The definition of a figure, rate or table in a table of this basis.
#[must_use]
pub fn definition_on(name: &str, basis: Basis) -> Option<&'static Definition> {
    let own = (basis == Basis::Cohort).then(|| definition(&format!("{name}.cohort"))).flatten();
    own.or_else(|| definition(name))
}

const fn is(name: &'static str, vi: &'static str, en: &'static str) -> Definition {
    Definition { name, vi, en }
}

/// Every definition: bases and rules, figures of a table, rates, ratios, letters, responsibility.
pub const ALL: &[Definition] = &[
    is(
        "cohort",
        "Tính theo hồ sơ tiếp nhận trong kỳ, với tình trạng tại thời điểm cuối kỳ.",
        "Dossiers received in the period, in the state they have at its end.",
    ),
    is(
        "flow",
        "Tính theo hồ sơ phải giải quyết trong kỳ: hồ sơ kỳ trước chuyển qua và hồ sơ tiếp nhận trong kỳ.",
        "Dossiers to be resolved in the period: those carried over and those received in it.",
    ),
    is(
        "rule.date",
        "So sánh theo ngày: ngày có kết quả trước ngày hẹn trả là trước hạn, trùng ngày hẹn trả là đúng hạn, sau ngày hẹn trả là quá hạn.",
        "By dates: finished before, on or after the due date.",
    ),
    is(
        "rule.instant",
        "So sánh theo thời điểm: có kết quả sau thời điểm hẹn trả là quá hạn; không quá hạn và trong ngày hẹn trả là đúng hạn; trước ngày hẹn trả là trước hạn.",
        "By instants: late is after due; on the day is not after due but on its date; early is on an earlier date.",
    ),
    is(
        "received",
        "Tổng số hồ sơ phải giải quyết trong kỳ, gồm hồ sơ kỳ trước chuyển qua và hồ sơ mới tiếp nhận; không tính hồ sơ nháp, hồ sơ được hướng dẫn bổ sung trước tiếp nhận và hồ sơ bị từ chối.",
        "All dossiers of the period, carried over and new; drafts, guided and refused filings are not among them.",
    ),
    is(
        "received.cohort",
        "Hồ sơ tiếp nhận trong kỳ; không tính hồ sơ nháp, hồ sơ được hướng dẫn bổ sung trước tiếp nhận và hồ sơ bị từ chối.",
        "Dossiers received in the period; drafts, guided and refused filings are not among them.",
    ),
    is(
        "carried_over",
        "Hồ sơ tiếp nhận trước kỳ báo cáo và chưa kết thúc khi kỳ bắt đầu; theo cách tính hồ sơ tiếp nhận trong kỳ thì bằng 0.",
        "Dossiers received before the period and not ended when it began; 0 on the cohort basis.",
    ),
    is("new", "Hồ sơ mới tiếp nhận trong kỳ.", "Dossiers received in the period."),
    is(
        "finished",
        "Hồ sơ đã có kết quả tại Bộ phận Một cửa, kể cả kết quả là văn bản không chấp thuận.",
        "Dossiers whose result is ready at the one-stop desk, a decision that declines included.",
    ),
    is(
        "early",
        "Hồ sơ đã giải quyết trước hạn: có kết quả trước ngày hẹn trả.",
        "Finished dossiers whose result was ready on a date before the due date.",
    ),
    is(
        "on_the_day",
        "Hồ sơ đã giải quyết đúng hạn: có kết quả trong ngày hẹn trả và không quá hạn.",
        "Finished dossiers whose result was ready on the due date and was not late.",
    ),
    is(
        "in_time",
        "Hồ sơ đã giải quyết trước hạn và đúng hạn.",
        "Finished dossiers that were early or on the day.",
    ),
    is(
        "late",
        "Hồ sơ đã giải quyết quá hạn: có kết quả sau hạn trả.",
        "Finished dossiers whose result was ready after the due date.",
    ),
    is(
        "withdrawn",
        "Hồ sơ do người nộp rút, hoặc được đóng do quá thời hạn bổ sung; không tính là đúng hạn hay quá hạn.",
        "Dossiers withdrawn by the applicant, or closed because the missing papers were not supplied; neither in time nor late.",
    ),
    is(
        "open",
        "Hồ sơ đang giải quyết: chưa có kết quả, chưa rút và chưa đóng khi hết kỳ.",
        "Dossiers neither finished nor withdrawn or closed at the end of the period.",
    ),
    is(
        "open_within_due",
        "Hồ sơ đang giải quyết còn trong hạn, kể cả hồ sơ đang tạm dừng tính thời gian.",
        "Open dossiers whose due date has not passed, paused ones included.",
    ),
    is(
        "open_past_due",
        "Hồ sơ đang giải quyết đã quá hạn trả.",
        "Open dossiers whose due date has passed.",
    ),
    is(
        "open_paused",
        "Trong số hồ sơ còn trong hạn: hồ sơ đang tạm dừng tính thời gian.",
        "Of the open ones whose due date has not passed: dossiers whose time is paused.",
    ),
    is(
        "rates.finished",
        "Tỷ lệ giải quyết: số hồ sơ đã giải quyết trên tổng số hồ sơ của bảng.",
        "Finished dossiers, of received.",
    ),
    is(
        "rates.in_time",
        "Tỷ lệ trước hạn và đúng hạn: số hồ sơ giải quyết trước hạn và đúng hạn trên số hồ sơ đã giải quyết.",
        "In-time dossiers, of finished.",
    ),
    is(
        "rates.late",
        "Tỷ lệ quá hạn: số hồ sơ giải quyết quá hạn trên số hồ sơ đã giải quyết.",
        "Late dossiers, of finished.",
    ),
    is(
        "rates.open_within_due",
        "Tỷ lệ đang giải quyết trong hạn trên tổng số hồ sơ của bảng.",
        "Open dossiers whose due date has not passed, of received.",
    ),
    is(
        "rates.open_past_due",
        "Tỷ lệ đang giải quyết đã quá hạn trên tổng số hồ sơ của bảng.",
        "Open dossiers whose due date has passed, of received.",
    ),
    is(
        "rates.open_paused",
        "Tỷ lệ đang tạm dừng tính thời gian trên tổng số hồ sơ của bảng.",
        "Paused dossiers, of received.",
    ),
    is(
        "form_06a",
        "Biểu II.06a: hồ sơ phải giải quyết trong kỳ theo lĩnh vực, so sánh theo ngày; hồ sơ rút hoặc đóng không nằm trong các cột mà ghi ở phần ghi chú.",
        "Form II.06a: the flow table by date and field; withdrawn or closed dossiers are in no column but in a note.",
    ),
    is(
        "withdrawn_late",
        "Hồ sơ rút hoặc đóng sau khi đã quá hạn, trên tổng số hồ sơ của bảng.",
        "Dossiers withdrawn or closed after the due date, of received.",
    ),
    is(
        "paused",
        "Hồ sơ có ít nhất một lần tạm dừng tính thời gian, trên tổng số hồ sơ của bảng.",
        "Dossiers paused at least once, of received.",
    ),
    is(
        "paused_last_day",
        "Hồ sơ bị tạm dừng đúng vào ngày hết hạn, trên tổng số hồ sơ của bảng.",
        "Dossiers paused on the due date itself, of received.",
    ),
    is(
        "paused_after_due",
        "Hồ sơ bị tạm dừng khi đã quá hạn, trên tổng số hồ sơ của bảng.",
        "Dossiers paused after the due date, of received.",
    ),
    is(
        "extended",
        "Hồ sơ được gia hạn theo quy định, trên tổng số hồ sơ của bảng.",
        "Dossiers lawfully extended, of received.",
    ),
    is(
        "second_supplement",
        "Hồ sơ bị yêu cầu bổ sung từ lần thứ hai, trên tổng số hồ sơ của bảng.",
        "Dossiers with a second supplement request, of received.",
    ),
    is(
        "finished_last_hour",
        "Hồ sơ có kết quả khi chỉ còn tối đa 60 phút làm việc đến hạn trả, trên số hồ sơ đã giải quyết.",
        "Dossiers finished with at most 60 working minutes left before the due time, of finished.",
    ),
    is(
        "logged_late",
        "Hồ sơ có sự kiện ảnh hưởng đến thời hạn hoặc kết quả được ghi sổ vào ngày sau ngày xảy ra, trên tổng số hồ sơ của bảng.",
        "Dossiers with an event that moves clock or outcome logged on a later date, of received.",
    ),
    is(
        "corrected",
        "Hồ sơ có đính chính làm thay đổi hạn trả hoặc vị trí trong bảng, trên tổng số hồ sơ phải giải quyết.",
        "Dossiers with a correction that moved the due date or their place in the table, of received.",
    ),
    is(
        "result_declined",
        "Hồ sơ có kết quả bị Bộ phận Một cửa trả lại vì chưa có hoặc chưa đúng; từ khi trả lại, hồ sơ được tính là chưa giải quyết xong. Tính trên tổng số hồ sơ phải giải quyết.",
        "Dossiers whose result the desk declined because it was not there or not right; from then on the finish no longer counts. Of received.",
    ),
    is(
        "refused",
        "Hồ sơ bị từ chối tiếp nhận trong kỳ; không nằm trong số hồ sơ tiếp nhận.",
        "Filings refused in the period; not among the received ones.",
    ),
    is(
        "refiled",
        "Hồ sơ bị từ chối rồi được chính người đó nộp lại cho cùng thủ tục trong vòng 30 ngày, trên số hồ sơ bị từ chối.",
        "Refused filings filed again by the same person for the same procedure within 30 days, of refused.",
    ),
    is(
        "received_late",
        "Hồ sơ nộp trực tuyến được tiếp nhận sau hơn 8 giờ làm việc kể từ khi nộp, trên tổng số hồ sơ của bảng.",
        "Dossiers received more than 8 working hours after they were filed, of received.",
    ),
    is(
        "restated",
        "Hồ sơ thay đổi vị trí trong bảng so với khi công bố, kể cả hồ sơ được thêm vào hoặc bớt ra, trên số hồ sơ của bảng đã công bố.",
        "Dossiers whose place in the table changed since publication, added and gone ones included, of received as published.",
    ),
    is(
        "became_late",
        "Hồ sơ quá hạn trong kỳ khi chưa có kết quả và không tạm dừng, kể cả hồ sơ sau đó rút hoặc đóng; mỗi hồ sơ tính một lần. Nếu hạn qua trong lúc kết quả ở Bộ phận Một cửa rồi bị trả lại thì tính quá hạn lúc trả lại.",
        "Dossiers whose due date passed in the period while they were neither ended nor paused, later withdrawn ones included; each once. A due date that passed while a result lay at the desk that the desk then declined passes at the decline.",
    ),
    is(
        "letter_sent",
        "Trong số hồ sơ quá hạn trong kỳ: hồ sơ đã gửi phiếu xin lỗi (từ 15/9/2025: văn bản xin lỗi và đề nghị gia hạn) trước khi hết kỳ.",
        "Of those that became late: dossiers whose apology letter was sent by the period's end.",
    ),
    is(
        "sent_by_due",
        "Trong số hồ sơ quá hạn trong kỳ: hồ sơ đã gửi phiếu xin lỗi chậm nhất khi đến hạn.",
        "Of those that became late: dossiers whose apology letter was sent by the due date.",
    ),
    is(
        "gaps",
        "Trong số hồ sơ quá hạn trong kỳ: hồ sơ chưa gửi phiếu xin lỗi khi hết kỳ.",
        "Of those that became late: dossiers without a sent letter at the period's end.",
    ),
    is(
        "coverage",
        "Số hồ sơ đã gửi phiếu xin lỗi trên số hồ sơ quá hạn trong kỳ; mục tiêu 100 %.",
        "Dossiers with a sent letter, of those that became late; the target is 100 %.",
    ),
    is(
        "lateness",
        "Số phút làm việc quá hạn của hồ sơ đã giải quyết, không tính thời gian tạm dừng, chia theo bước, công chức và đơn vị; các phần cộng lại bằng tổng.",
        "Working minutes late of finished dossiers, excluding pauses, divided by step, officer and unit; the parts sum to the whole.",
    ),
    is(
        "times.median",
        "Trung vị thời gian làm việc từ tiếp nhận đến khi có kết quả, không tính tạm dừng; không nêu khi dưới 10 hồ sơ.",
        "Median working time from reception to finish, excluding pauses; not shown under 10 dossiers.",
    ),
    is(
        "times.nine_of_ten",
        "Thời gian làm việc mà chín phần mười số hồ sơ đã giải quyết không vượt quá, không tính tạm dừng; không nêu khi dưới 10 hồ sơ.",
        "Working time within which nine of ten finished dossiers were finished, excluding pauses; not shown under 10 dossiers.",
    ),
    is(
        "interval",
        "Khoảng tin cậy 95 % của một tỷ lệ theo phương pháp Wilson.",
        "Wilson's 95 % interval of a rate.",
    ),
    is(
        "difference",
        "Chênh lệch hai tỷ lệ tính bằng điểm phần trăm từ phân số chính xác, với khoảng tin cậy 95 % theo phương pháp Newcombe.",
        "Difference of two rates in percentage points from the exact fractions, with Newcombe's 95 % interval.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Figure;

    #[test]
    fn every_figure_has_one_definition_in_two_languages() {
        for figure in Figure::all() {
            assert!(definition(figure.code()).is_some(), "{}", figure.code());
            // The definition of a figure on one basis must not be used for the other basis.
            let cohort = definition_on(figure.code(), Basis::Cohort).unwrap_or(&ALL[0]);
            let carried = figure == Figure::CarriedOver || figure == Figure::New;
            assert!(carried || !cohort.vi.contains("chuyển qua"), "{}", cohort.vi);
            assert!(carried || !cohort.en.contains("carried over"), "{}", cohort.en);
        }
        for definition in ALL {
            let same = ALL.iter().filter(|other| other.name == definition.name);
            assert_eq!(same.count(), 1, "{}", definition.name);
            assert!(
                definition.vi.ends_with('.') && definition.en.ends_with('.'),
                "{}",
                definition.name
            );
        }
    }
}
