//! Assessments and durations of dossiers, as tables of test cases.

use calendar::{Duration, Unit};
use proptest::prelude::*;

use super::good::{day, district9, loaded};
use super::{PROCEDURE, with};
use crate::fee::{Assessment, FeeQuery, NotAssessed, Quantities, assess};
use crate::{Channel, Circumstances, Per, Procedure, Rules};

/// The rules of one procedure with these fees and reliefs.
fn priced(fees: &str) -> Rules {
    let fee = "[[fee]]\nkind = \"charge\"\nname = \"Lệ phí\"\nset_by_resolution = true\n\
               basis = \"Nghị quyết\"\n";
    let text = with(PROCEDURE, &[(fee, fees), ("answering_unit = \"A\"\n", "")]);
    loaded(&[("catalogue/procedures/p.toml", &text)])
}

fn only(rules: &Rules) -> &Procedure {
    rules.procedure_on("1.000001", day("2018-06-01")).unwrap()
}

fn query<'a>(copies: u32, pages: u32, claims: &'a [&'a str]) -> FeeQuery<'a> {
    FeeQuery {
        circumstances: Circumstances {
            channel: Some(Channel::Counter),
            ..Circumstances::default()
        },
        quantities: Quantities { copies, pages, ..Quantities::default() },
        claims,
        on: day("2018-06-01"),
    }
}

type Sums = (Vec<Option<i64>>, Vec<(String, Option<i64>)>, Option<i64>);

/// The amounts of the fees, the reliefs with their reductions, and the total.
fn sums(assessed: &Assessment<'_>) -> Sums {
    let lines = assessed.lines.iter().map(|line| line.amount_vnd).collect();
    let reliefs = assessed
        .reliefs
        .iter()
        .map(|given| (given.relief.code.clone(), given.reduction_vnd))
        .collect();
    (lines, reliefs, assessed.total_vnd)
}

#[test]
fn certified_copies_cost_by_tier_and_at_most_the_cap_a_copy() {
    let rules = district9();
    for on in ["2018-11-22", "2026-01-05"] {
        let rule = rules.procedure_on("2.000815", day(on)).unwrap();
        for (copies, pages, total) in [
            (1, 1, 2_000),
            (1, 2, 4_000),
            (1, 3, 5_000),
            (1, 10, 12_000),
            (3, 10, 36_000),
            (1, 198, 200_000),
            (1, 199, 200_000),
            (2, 500, 400_000),
        ] {
            let assessed = assess(rule, &query(copies, pages, &[])).unwrap();
            assert_eq!(assessed.total_vnd, Some(total), "{copies} copies of {pages} pages");
        }
    }
}

#[test]
fn free_and_unknown_are_distinguished() {
    let rules = district9();
    let total = |code: &str| {
        let rule = rules.procedure_on(code, day("2026-01-05")).unwrap();
        assess(rule, &query(1, 1, &[])).unwrap().total_vnd
    };
    assert_eq!(total("1.000894"), Some(0), "free by its source");
    assert_eq!(total("2.000908"), None, "no fee in its source");
    assert_eq!(total("1.004873"), None, "a resolution sets it");
    assert_eq!(total("2.000635"), Some(8_000));
}

const FEES: &str = "\
[[fee]]\nkind = \"charge\"\nname = \"Lệ phí\"\namount_vnd = 150001\nbasis = \"Luật\"\n\
cases = [\"ordinary\"]\n\
[[fee]]\nkind = \"charge\"\nname = \"Lệ phí\"\namount_vnd = 70000\nbasis = \"Luật\"\n\
cases = [\"short\"]\n\
[[fee]]\nkind = \"fee\"\nname = \"Phí\"\nper = \"thửa\"\nbasis = \"Luật\"\n\
tiers = [{ from = 1, amount_vnd = 100 }, { from = 2, amount_vnd = 50 }]\nmax_vnd = 300\n\
[[relief]]\ncode = \"online\"\nname = \"Trực tuyến\"\npercent = 50\nkinds = [\"charge\"]\n\
channels = [\"online\"]\nbasis = \"Luật\"\n\
[[relief]]\ncode = \"poor\"\nname = \"Hộ nghèo\"\nclaim = \"Giấy\"\npercent = 100\nbasis = \"Luật\"\n\
[[relief]]\ncode = \"less\"\nname = \"Giảm\"\nclaim = \"Giấy\"\namount_vnd = 1000\nbasis = \"Luật\"\n\
valid_from = 2018-01-01\nvalid_to = 2018-12-31\n";

#[test]
fn the_best_relief_of_each_fee_is_given_and_named() {
    let rules = priced(FEES);
    let check = |change: fn(&mut FeeQuery<'_>), claims: &[&str], expected| {
        let mut query = query(1, 1, claims);
        change(&mut query);
        assert_eq!(sums(&assess(only(&rules), &query).unwrap()), expected, "{claims:?}");
    };
    let given = |all: &[(&str, i64)]| -> Vec<(String, Option<i64>)> {
        all.iter().map(|(code, off)| ((*code).to_owned(), Some(*off))).collect()
    };
    let lines = |all: &[i64]| all.iter().copied().map(Some).collect::<Vec<_>>();
    check(|_| {}, &[], (lines(&[150_001, 100]), vec![], Some(150_101)));
    check(
        |query| query.quantities.parcels = 3,
        &[],
        (lines(&[150_001, 200]), vec![], Some(150_201)),
    );
    check(
        |query| query.quantities.parcels = 9,
        &[],
        (lines(&[150_001, 300]), vec![], Some(150_301)),
    );
    let online = |query: &mut FeeQuery<'_>| query.circumstances.channel = Some(Channel::Online);
    check(online, &[], (lines(&[150_001, 100]), given(&[("online", 75_000)]), Some(75_101)));
    let both = given(&[("online", 75_000), ("less", 100)]);
    check(online, &["less"], (lines(&[150_001, 100]), both, Some(75_001)));
    let all = given(&[("poor", 150_101)]);
    check(online, &["less", "poor"], (lines(&[150_001, 100]), all, Some(0)));
    check(
        |query| query.circumstances.case = Some("short"),
        &["less"],
        (lines(&[70_000, 100]), given(&[("less", 1_100)]), Some(69_000)),
    );
}

#[test]
fn an_amount_that_is_not_entered_leaves_no_total_unless_the_fee_is_waived() {
    let relief = |off: &str| {
        format!(
            "[[fee]]\nkind = \"charge\"\nname = \"Lệ phí\"\nset_by_resolution = true\n\
             basis = \"Nghị quyết\"\n[[relief]]\ncode = \"poor\"\nname = \"Hộ nghèo\"\n\
             claim = \"Giấy\"\n{off}\nbasis = \"Luật\"\n"
        )
    };
    for (off, claims, total) in [
        ("percent = 100", &[][..], None),
        ("percent = 100", &["poor"], Some(0)),
        ("percent = 50", &["poor"], None),
        ("amount_vnd = 1", &["poor"], None),
    ] {
        let rules = priced(&relief(off));
        let assessed = assess(only(&rules), &query(1, 1, claims)).unwrap();
        assert_eq!((assessed.lines[0].amount_vnd, assessed.total_vnd), (None, total), "{off}");
    }
    let entered = "[[fee]]\nkind = \"charge\"\nname = \"Lệ phí\"\nset_by_resolution = true\n\
                   amount_vnd = 15000\nresolution = \"Nghị quyết số 12\"\nbasis = \"Luật\"\n";
    let rules = priced(entered);
    assert_eq!(assess(only(&rules), &query(1, 1, &[])).unwrap().total_vnd, Some(15_000));
}

#[test]
fn files_of_older_versions_are_priced_by_the_copy() {
    let rules = priced(
        "[[fee]]\nkind = \"fee\"\nname = \"Phí\"\namount_vnd = 2000\nper = \"trang\"\n\
         max_vnd = 200000\nbasis = \"Luật\"\nexemption = \"Hộ nghèo\"\n\
         [[fee]]\nkind = \"fee\"\nname = \"Phí\"\namount_vnd = 10000\nper = \"trường hợp\"\n\
         basis = \"Luật\"\n",
    );
    let rule = only(&rules);
    assert_eq!(rule.counted(), [Per::Page, Per::Copy]);
    assert_eq!(rule.fees[1].unit.as_deref(), Some("trường hợp"));
    let assessed = assess(rule, &query(2, 150, &[])).unwrap();
    assert_eq!(sums(&assessed).0, [Some(400_000), Some(20_000)]);
}

#[test]
fn a_dossier_that_cannot_be_assessed_is_refused_with_a_reason() {
    let rules = priced(FEES);
    let check = |query: FeeQuery<'_>, expected: NotAssessed| {
        assert_eq!(assess(only(&rules), &query), Err(expected));
    };
    let case = Circumstances { case: Some("long"), ..Circumstances::default() };
    check(
        FeeQuery { circumstances: case, ..query(1, 1, &[]) },
        NotAssessed::UnknownCase("long".into()),
    );
    check(query(1, 1, &["rich"]), NotAssessed::UnknownRelief("rich".into()));
    check(query(1, 1, &["online"]), NotAssessed::ReliefNotApplicable("online".into()));
    let later = FeeQuery { on: day("2019-01-01"), ..query(1, 1, &["less"]) };
    check(later, NotAssessed::ReliefNotApplicable("less".into()));
    let none = Quantities { parcels: 0, ..Quantities::default() };
    check(
        FeeQuery { quantities: none, ..query(1, 1, &[]) },
        NotAssessed::ZeroQuantity(Per::Parcel),
    );
    let rules = priced(
        "[[fee]]\nkind = \"fee\"\nname = \"Phí\"\namount_vnd = 1000000000000\nper = \"page\"\n\
         basis = \"Luật\"\n",
    );
    let most = query(u32::MAX, u32::MAX, &[]);
    assert_eq!(assess(only(&rules), &most), Err(NotAssessed::TooLarge));
}

proptest! {
    #[test]
    fn every_page_more_costs_no_less_and_no_total_is_negative(
        copies in 1_u32..50,
        pages in 1_u32..3_000,
        percent in 1_u8..=100,
    ) {
        let rules = priced(&format!(
            "[[fee]]\nkind = \"fee\"\nname = \"Phí\"\nper = \"page\"\nmax_vnd = 200000\n\
             tiers = [{{ from = 1, amount_vnd = 2000 }}, {{ from = 3, amount_vnd = 1000 }}]\n\
             basis = \"Luật\"\n[[relief]]\ncode = \"part\"\nname = \"Giảm\"\nclaim = \"Giấy\"\n\
             percent = {percent}\nbasis = \"Luật\"\n"
        ));
        let total = |pages, claims: &[&str]| {
            assess(only(&rules), &query(copies, pages, claims)).unwrap().total_vnd.unwrap()
        };
        let (whole, part) = (total(pages, &[]), total(pages, &["part"]));
        prop_assert!(whole <= total(pages + 1, &[]));
        prop_assert!(whole <= i64::from(copies) * 200_000);
        prop_assert!((0..=whole).contains(&part));
    }
}

#[test]
fn durations_depend_on_case_channel_and_place() {
    let rule = "[[duration_for]]\nchannels = [\"online\"]\ncases = [\"ordinary\"]\n\
                duration = { amount = 12, unit = \"working_days\" }\nbasis = \"Luật\"\n\
                [[duration_for]]\nremote = true\ncases = [\"ordinary\"]\n\
                longer_by = { amount = 10, unit = \"working_days\" }\nbasis = \"Luật\"\n\
                [[component]]";
    let text = with(PROCEDURE, &[("[[component]]", rule), ("answering_unit = \"A\"\n", "")]);
    let rules = loaded(&[("catalogue/procedures/p.toml", &text)]);
    for (case, channel, remote, expected) in [
        (None, Some(Channel::Counter), false, Duration::of(20, Unit::WorkingDays)),
        (None, Some(Channel::Online), false, Duration::of(12, Unit::WorkingDays)),
        (None, Some(Channel::Online), true, Duration::of(22, Unit::WorkingDays)),
        (None, Some(Channel::Post), true, Duration::of(30, Unit::WorkingDays)),
        (None, None, true, Duration::of(30, Unit::WorkingDays)),
        (Some("short"), Some(Channel::Online), true, Duration::of(14, Unit::CalendarDays)),
    ] {
        let lasts = only(&rules).duration_of(&Circumstances { case, channel, remote });
        assert_eq!(lasts, expected, "{case:?} {channel:?} {remote}");
    }
}
