//! Which lines are the title: what the best way through a page takes for it, whole, and no more than it.

use crate::lexicon::label::{self, Field};
use crate::lexicon::sentence::{self, ends_sentence};
use crate::lexicon::{date, kind, numeral, organ, person};
use crate::reading::Page;
use crate::reading::features::is_copied;
use crate::text::{Label, Mark, Signs, is_han, letters};

/// Settles where the title begins and ends.
pub(crate) fn settle(page: &Page<'_>, labels: &mut [Label]) {
    undated(page, labels);
    unnamed(page, labels);
    columned(page, labels);
    recorded(page, labels);
    addressed(page, labels);
    behind_dash(page, labels);
    attached(page, labels);
    repeats(page, labels);
    told_of(page, labels);
    over_info(page, labels);
    accounted(page, labels);
    called(page, labels);
    shown(page, labels);
    mastheaded(page, labels);
    named_below(page, labels);
    of_somebody(page, labels);
    gathered(page, labels);
    noted(page, labels);
    whole(page, labels);
    signed(page, labels);
    dashed(page, labels);
    kicked(page, labels);
    counted(page, labels);
    attachments(page, labels);
}

/// Which of the papers of a meeting it is stands right above the title: `全县大会交流发言材料之五`.
fn counted(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let next = title.start + 1;
    if kind::is_counted_paper(&page.lines[title.start].text)
        && labels
            .get(next)
            .is_some_and(|label| matches!(label, Label::TitleMore | Label::Paragraph | Label::Heading))
        && can_be_of_title(page, next)
    {
        (labels[title.start], labels[next]) = (Label::Kicker, Label::Title);
    }
    let Some(above) = title.start.checked_sub(1) else { return };
    let hint = &page.hints[above];
    let free = labels[above].is_debris() && !hint.goes && hint.rule.is_none();
    if free && can_be_of_title(page, above) && kind::is_counted_paper(&page.lines[above].text) {
        labels[above] = Label::Kicker;
    }
}

/// The lines of the title: where it begins, and behind its last.
fn lines_of(labels: &[Label]) -> Option<std::ops::Range<usize>> {
    let first = labels.iter().position(|label| *label == Label::Title)?;
    let more = labels[first + 1..].iter().take_while(|label| **label == Label::TitleMore).count();
    Some(first..first + 1 + more)
}

/// A day is no title: it is the line below by which the page calls itself.
fn undated(page: &Page<'_>, labels: &mut [Label]) {
    // Another date and a number of the day's entry may stand between.
    const REACH: usize = 6;
    // Shorter names stand in menus as well.
    const SHORTEST: usize = 6;
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let Some(name) = page.name.filter(|_| is_day(&page.lines[title.start].text)).map(letters) else { return };
    let is_named = |i: &usize| {
        let own = letters(&page.lines[*i].text);
        own.chars().nth(SHORTEST - 1).is_some() && name.contains(&own) && can_be_of_title(page, *i)
    };
    if let Some(own) = (title.end..labels.len().min(title.end + REACH)).find(is_named) {
        (labels[title.start], labels[own]) = (Label::Info, Label::Title);
    }
}

/// Where no line is read as the title and the page calls itself by the name of its site alone, a short line right above the text is it.
fn unnamed(page: &Page<'_>, labels: &mut [Label]) {
    let of_title = |label: &Label| matches!(label, Label::Title | Label::TitleMore);
    let of_site = |name: &str| organ::is_publisher(name) || organ::is_name(name);
    if labels.iter().any(of_title) || !page.name.is_some_and(of_site) {
        return;
    }
    let Some(first) = labels.iter().position(|label| !label.is_debris()) else { return };
    let of_text = matches!(labels[first], Label::Paragraph | Label::Heading | Label::Caption);
    // Who wrote it may stand between.
    let mut below = (first + 1..labels.len()).filter(|i| !labels[*i].is_debris()).take(2);
    let over_text = below.any(|i| ends_sentence(&page.lines[i].text));
    let free = page.hints[first].number.is_none() && !page.hints[first].tells;
    if of_text && over_text && free && can_be_of_title(page, first) && !is_day(&page.lines[first].text) {
        labels[first] = Label::Title;
    }
}

/// A day, and at most a remark in brackets behind it: `2006年12月27日（某地时间）`.
fn is_day(text: &str) -> bool {
    let text = text.trim();
    date::find(text).is_some_and(|date| {
        let behind = text[date.end..].trim();
        let remark = behind.is_empty() || behind.starts_with(['（', '(']) && behind.ends_with(['）', ')']);
        text[..date.start].trim().is_empty() && remark
    })
}

/// A column of the site above the title, which links to it, is no line of the title.
fn columned(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let signs = |i: usize| page.lines[i].evidence.as_deref();
    let equals = |i: &usize| signs(*i).is_some_and(|evidence| evidence.signs.has(Signs::EQUALS));
    // Nine of ten characters.
    let links = |i: usize| signs(i).is_some_and(|evidence| evidence.linked >= 9);
    let Some(own) = title.clone().skip(1).find(equals) else { return };
    if (title.start..own).all(links) {
        labels[title.start..own].fill(Label::Above);
        labels[own] = Label::Title;
    }
}

/// What a record of the page calls the title (标题：…) is it, unless the title is that already; a line of the text is none of a record.
fn recorded(page: &Page<'_>, labels: &mut [Label]) {
    let is_text = |i: &usize| !labels[*i].is_debris() && ends_sentence(&page.lines[*i].text);
    let text = (0..labels.len()).find(is_text).unwrap_or(labels.len());
    let named = |i: usize| label::after_title(&page.lines[i].text).filter(|name| !name.is_empty());
    let Some((record, name)) = (0..text).find_map(|i| Some((i, letters(named(i)?)))) else { return };
    let title = lines_of(labels).unwrap_or(record..record);
    let read: String = page.lines[title.clone()].iter().map(|line| letters(&line.text)).collect();
    if title.is_empty() || !name.contains(&read) && !read.contains(&name) {
        labels[title].fill(Label::Info);
        labels[record] = Label::Title;
    }
}

/// A page without a title has it right above those it is sent to, if that line names a kind of document.
fn addressed(page: &Page<'_>, labels: &mut [Label]) {
    let of_title = |label: &Label| matches!(label, Label::Title | Label::TitleMore);
    if labels.iter().any(of_title) {
        return;
    }
    let Some(sent) = labels.iter().position(|label| *label == Label::Recipient).filter(|sent| *sent > 0)
    else {
        return;
    };
    if can_be_of_title(page, sent - 1) && kind::ends_title(&page.lines[sent - 1].text) {
        labels[sent - 1] = Label::Title;
    }
}

/// A page without a title whose first line stands behind a dash has lost the one above it: that line is the title.
fn behind_dash(page: &Page<'_>, labels: &mut [Label]) {
    let of_title = |label: &Label| matches!(label, Label::Title | Label::TitleMore);
    if labels.iter().any(of_title) {
        return;
    }
    let first = labels.iter().position(|label| !label.is_debris());
    if let Some(first) =
        first.filter(|&i| labels[i] == Label::Subtitle && page.lines[i].text.starts_with('—'))
    {
        labels[first] = Label::Title;
    }
}

/// What stands below a sentence of the text is the title of something attached to it, unless it is the first that is sent to somebody.
fn attached(page: &Page<'_>, labels: &mut [Label]) {
    // A number and a date may stand between a title and whom it is sent to.
    const BETWEEN: usize = 3;
    let Some(title) = lines_of(labels) else { return };
    let below = labels[title.end..].iter().take(BETWEEN).any(|label| *label == Label::Recipient);
    let sends = |label: &Label| matches!(label, Label::Recipient | Label::Signature | Label::Date);
    let first = below && !labels[..title.start].iter().any(sends);
    let of_text = |i: usize| labels[i] == Label::Paragraph && ends_sentence(&page.lines[i].text);
    if !first && (0..title.start).any(of_text) {
        labels[title.start] = Label::Attached;
    }
}

/// Whether line `i` is as short as one of a title and ends no sentence.
fn can_be_of_title(page: &Page<'_>, i: usize) -> bool {
    !ends_sentence(&page.lines[i].text) && is_as_short(page, i)
}

/// Whether line `i` is as short as one of a title and waits for nothing.
fn is_as_short(page: &Page<'_>, i: usize) -> bool {
    // Nineteen of twenty lines of titles have at most 38 characters.
    const LONGEST: usize = 40;
    let line = &page.lines[i];
    line.text.chars().nth(LONGEST).is_none() && !line.text.ends_with(['：', ':'])
}

/// The lines of a title are each another; the name of an organ with which the next line begins stands above it.
fn repeats(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let letters = |i: usize| letters(&page.lines[i].text);
    let first = letters(title.start);
    for i in title.clone().skip(1).filter(|&i| letters(i) == first) {
        labels[i] = Label::Again;
    }
    let next = title.start + 1;
    if !title.contains(&next) || labels[next] != Label::TitleMore {
        return;
    }
    let second = letters(next);
    let in_full = first.strip_prefix(&second).is_some_and(|rest| matches!(rest, "全文" | "原文" | "范文"));
    if second.starts_with(&first) || in_full {
        (labels[title.start], labels[next]) = (Label::Info, Label::Title);
    }
}

/// Who, whence and when tell of the title right above them: what was taken for it further up, with nothing of the text between, is of the site.
fn told_of(page: &Page<'_>, labels: &mut [Label]) {
    // Above a title stand the name of a site, a slogan and a column.
    const BETWEEN: usize = 4;
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let end = labels.len().min(title.end + BETWEEN);
    let Some(info) = (title.end..end).find(|&i| labels[i] == Label::Info && is_told(page, i)) else { return };
    let name = info - 1;
    let between = title.end..info;
    let free = |label: &Label| label.is_debris() || matches!(label, Label::Paragraph | Label::Heading);
    let text = |i: usize| page.lines[i].text.as_str();
    let is_name = name >= title.end
        && matches!(labels[name], Label::Paragraph | Label::Heading)
        && labels[between].iter().all(free)
        && is_as_short(page, name)
        && !text(name).ends_with('。')
        && page.hints[name].number.is_none()
        && text(name).chars().count() > text(title.start).chars().count();
    if is_name {
        let apart = page.lines[title.start + 1..=name].iter().any(|line| line.blank_above > 0);
        labels[title.start] = if apart { Label::Above } else { Label::Kicker };
        labels[name] = Label::Title;
    }
}

/// The name of an account is no title: it stands below that of a post, or above it where the page begins, and when it was put there below both.
fn accounted(page: &Page<'_>, labels: &mut [Label]) {
    // Names of accounts have up to sixteen characters, most of them less than ten; titles of posts are longer.
    const SHORTEST: usize = 10;
    // The name once more, an address, and the time.
    const REACH: usize = 4;
    let Some(title) = lines_of(labels).map(|title| title.start) else { return };
    let text = |i: usize| page.lines[i].text.trim();
    let is_title = |i: &usize| {
        let hint = &page.hints[*i];
        let said = hint.rule.is_some() || hint.goes || hint.tells || hint.number.is_some();
        let long = text(*i).chars().nth(SHORTEST - 1).is_some();
        long && !said && can_be_of_title(page, *i) && !is_day(text(*i)) && !organ::is_publisher(text(*i))
    };
    let dated = |i: &usize| date::find(text(*i)).is_some_and(|date| date.start == 0);
    let below = title + 1..labels.len().min(title + 1 + REACH);
    if !organ::is_account(text(title)) || page.hints[title].stays || !below.clone().any(|i| dated(&i)) {
        return;
    }
    let above = title.checked_sub(1).filter(is_title);
    let Some(own) = above.or_else(|| Some(title + 1).filter(|i| below.contains(i)).filter(is_title)) else {
        return;
    };
    labels[title] = if own < title { Label::Byline } else { Label::Above };
    labels[own] = Label::Title;
}

/// In a text that was copied with its page the title stands right above whence and when it is. What was taken for it instead, or nothing, goes
/// where that can hardly be one: the column that ends the path to the page, the name of a site, tags, an address.
fn over_info(page: &Page<'_>, labels: &mut [Label]) {
    // Buttons to share it, the name of an account, a number.
    const BETWEEN: usize = 4;
    // The shortest of 217 titles with a verb has six characters.
    const SHORTEST: usize = 6;
    // Between the info line and the text: buttons of a page with two lines each.
    const FAR: usize = 12;
    if !is_copied(page) {
        return;
    }
    let title = lines_of(labels);
    let stays = |i: usize| page.hints[i].stays || !is_of_site(page, i);
    if title.as_ref().is_some_and(|title| stays(title.start)) {
        return;
    }
    let over_text = |i: &usize| {
        let below = i + 1..labels.len().min(i + 1 + FAR);
        labels[*i] == Label::Info
            && date::find(&page.lines[*i].text).is_some()
            && below.into_iter().any(|i| labels[i] == Label::Paragraph && ends_sentence(&page.lines[i].text))
    };
    let Some(info) = (0..labels.len()).find(over_text) else { return };
    let skipped = |i: usize| page.hints[i].is_out() || page.hints[i].tells || is_of_site(page, i);
    let above = info.saturating_sub(BETWEEN)..info;
    let Some(own) = above.rev().find(|&i| !skipped(i)) else { return };
    let long = page.lines[own].text.chars().nth(SHORTEST - 1).is_some();
    // A short title stands right over its info line.
    if title
        .as_ref()
        .is_some_and(|title| own < title.start && is_short(&letters(&page.lines[title.start].text)))
    {
        return;
    }
    if long
        && is_as_short(page, own)
        && !page.lines[own].text.ends_with('。')
        && page.hints[own].number.is_none()
    {
        title.into_iter().for_each(|title| labels[title].fill(Label::Above));
        labels[own] = Label::Title;
    }
}

/// Programs that write a page out begin with what it calls itself, `标题_某网`: the line that says the same above the text is its title.
fn called(page: &Page<'_>, labels: &mut [Label]) {
    // The shortest of 217 titles with a verb has six characters.
    const SHORTEST: usize = 6;
    const FEWEST: usize = 3;
    let Some(first) = page.lines.first().filter(|line| page.name.is_none() && line.evidence.is_none()) else {
        return;
    };
    let name = first.text.trim();
    let letters_of_name = letters(name);
    let called = |text: &str| {
        let own = letters(text);
        let site =
            |rest: &str| rest.is_empty() || rest.starts_with(['_', '-', '—', '–', '|', '｜', ' ', '·']);
        let long = own.chars().filter(|c| is_han(*c)).nth(SHORTEST - 1).is_some();
        long && (letters_of_name == own || name.strip_prefix(text.trim()).is_some_and(site))
    };
    let said = |i: usize| !labels[i].is_debris() && ends_sentence(&page.lines[i].text);
    let Some(text) = (1..labels.len()).find(|&i| said(i)) else { return };
    let free = |i: usize| page.hints[i].rule.is_none() && !page.hints[i].goes && called(&page.lines[i].text);
    let Some(own) = (1..text).find(|&i| free(i)) else { return };
    // Between the two stand menus, or what is called so is a site, with its slogan below.
    let alone = letters_of_name == letters(&page.lines[own].text);
    if alone && page.hints[1..own].iter().filter(|hint| hint.is_out()).nth(FEWEST - 1).is_none() {
        return;
    }
    let title = lines_of(labels).filter(|title| !title.contains(&own));
    let stays = |i: usize| page.hints[i].stays || called(&page.lines[i].text);
    if title.as_ref().is_some_and(|title| title.start > 0 && stays(title.start)) {
        return;
    }
    if title.is_some() || labels[own].is_debris() {
        title.into_iter().for_each(|title| labels[title].fill(Label::Above));
        labels[own] = Label::Title;
    }
}

/// A page calls itself by its title and the name of its site (`标题_某网`): the heading that says the title right above whence and when it is, and not
/// what a box over the page says of the site.
fn shown(page: &Page<'_>, labels: &mut [Label]) {
    // The shortest of 217 titles with a verb has six characters.
    const SHORTEST: usize = 6;
    // The name of an account and a button.
    const BETWEEN: usize = 3;
    let Some(name) = page.name else { return };
    let Some(title) = lines_of(labels) else { return };
    let name_letters = letters(name);
    let read: String = page.lines[title.clone()].iter().map(|line| letters(&line.text)).collect();
    if name_letters.contains(&read) {
        return;
    }
    let says = |i: usize| {
        let text = page.lines[i].text.trim();
        let rest = name.trim().strip_prefix(text);
        text.chars().filter(|c| is_han(*c)).nth(SHORTEST - 1).is_some()
            && rest.is_some_and(|rest| {
                rest.is_empty() || rest.trim_start().starts_with(['_', '-', '—', '–', '|', '｜', '·'])
            })
    };
    let told = |i: usize| {
        let below = i + 1..labels.len().min(i + 1 + BETWEEN);
        below.into_iter().any(|i| labels[i] == Label::Info && date::find(&page.lines[i].text).is_some())
    };
    let is_own = |i: &usize| {
        matches!(page.lines[*i].mark, Mark::Title | Mark::Heading(_))
            && says(*i)
            && told(*i)
            && !page.hints[*i].goes
    };
    // Below a sentence of the text stands what the text says, if the site that is called so signs it.
    let is_text = |i: &usize| !labels[*i].is_debris() && ends_sentence(&page.lines[*i].text);
    let text = (title.end..labels.len()).find(is_text).unwrap_or(labels.len());
    let names = |own: &usize| !read.contains(&letters(&page.lines[*own].text));
    if let Some(own) = (title.end..text).find(is_own).filter(names) {
        labels[title.start..own].fill(Label::Above);
        labels[own] = Label::Title;
    }
}

/// As short as a word of a menu.
fn is_short(letters: &str) -> bool {
    // 工作总结 is as short; nearly all titles are longer.
    const SHORT: usize = 4;
    letters.chars().nth(SHORT).is_none()
}

/// Whether a line of a copied page is of its site as it stands: the column that ends the path above it, `某网 正文`, the name of a paper, tags,
/// an address of mail, a word of a menu, who wrote the text.
fn is_of_site(page: &Page<'_>, i: usize) -> bool {
    // Columns and names of papers; sites also end the path with the title itself, and titles end with 网 or 报.
    const LONGEST: usize = 8;
    let text = page.lines[i].text.trim();
    let own = letters(text);
    let above = page.lines[i.saturating_sub(2)..i].iter().map(|line| line.text.as_str());
    let mut ends =
        above.filter_map(|text| text.rsplit_once(['>', '›', '»', '＞']).map(|(_, last)| letters(last)));
    let name = text.trim_end_matches("正文").trim();
    let named = name.chars().nth(LONGEST).is_none() && organ::is_paper(name);
    let column = own.chars().nth(LONGEST).is_none() && ends.any(|last| last == own);
    is_short(&own)
        || named
        || column
        || text.matches(['|', '｜']).count() > 1
        || is_with_mail(text)
        || page.hints[i].credits
}

/// Whether an address of mail stands in `text`; `@高校毕业生` speaks to somebody.
fn is_with_mail(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, place)| {
        name.ends_with(|c: char| c.is_ascii_alphanumeric())
            && place.starts_with(|c: char| c.is_ascii_alphanumeric())
    })
}

/// `某市政府新聞稿` names what an office gives to the press; below it stand who gives it, when, and whom to ask, and then the title.
fn mastheaded(page: &Page<'_>, labels: &mut [Label]) {
    // Office, day, names, telephones, a number.
    const BETWEEN: usize = 8;
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let text = |i: usize| page.lines[i].text.as_str();
    let is_masthead = ["新闻稿", "新聞稿"].iter().any(|word| text(title.start).trim_end().ends_with(word));
    let labelled = |i: &usize| {
        // The longest label of such a record: 新聞聯絡人電話.
        const LABEL: usize = 8;
        text(*i).split_once(['：', ':']).is_some_and(|(name, _)| (1..=LABEL).contains(&name.chars().count()))
    };
    let record = (title.end..labels.len()).take(BETWEEN).take_while(labelled).count();
    let name = title.end + record;
    let over_text = page.lines.get(name + 1).is_some_and(|line| ends_sentence(&line.text));
    if is_masthead && record > 0 && over_text && can_be_of_title(page, name) {
        (labels[title.start], labels[name]) = (Label::Above, Label::Title);
        let free = |label: &Label| {
            matches!(label, Label::Subtitle | Label::Paragraph | Label::Heading | Label::Byline)
        };
        labels[title.end..name].iter_mut().filter(|label| free(label)).for_each(|label| *label = Label::Info);
    }
}

/// Whether a line says whence or by whom and when: a label, and a date behind it or before it.
fn is_told(page: &Page<'_>, i: usize) -> bool {
    let text = page.lines[i].text.as_str();
    page.hints[i].tells && label::at_start(text).is_some() && crate::lexicon::date::find(text).is_some()
}

/// A page heads a document with its number and its name in marks, and the document has its name alone below: that is the title.
fn named_below(page: &Page<'_>, labels: &mut [Label]) {
    // Between them stand what the page says of itself.
    const BETWEEN: usize = 5;
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let text = page.lines[title.start].text.trim();
    let Some((number, name)) = text.strip_suffix('》').and_then(|text| text.split_once('《')) else {
        return;
    };
    if !number.trim_end().ends_with('号') || !number.contains(['〔', '[', '［', '（', '【']) {
        return;
    }
    let name = letters(name);
    let end = labels.len().min(title.end + BETWEEN);
    if let Some(own) = (title.end..end).find(|&i| letters(&page.lines[i].text) == name) {
        (labels[title.start], labels[own]) = (Label::Info, Label::Title);
    }
}

/// What says how many texts there are (`工作总结范文（精选2篇）`) is the title of them all, above that of the first (`【篇一】…`).
fn gathered(page: &Page<'_>, labels: &mut [Label]) {
    // What a site says of them stands between.
    const BETWEEN: usize = 2;
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let text = |i: usize| page.lines[i].text.trim();
    let first = text(title.start).trim_start_matches(['【', '（', '第']);
    let counted = |text: &str| {
        let bare = text.trim_end_matches(['）', ')']).strip_suffix('篇');
        bare.is_some_and(|bare| {
            bare.len() + 3 < text.len()
                && bare.ends_with(|c: char| c.is_ascii_digit() || numeral::is_small(c))
        })
    };
    let from = title.start.saturating_sub(1 + BETWEEN);
    let whole = (from..title.start).find(|&i| {
        let hint = &page.hints[i];
        counted(text(i)) && can_be_of_title(page, i) && hint.rule.is_none() && !hint.goes
    });
    if let Some(whole) = whole.filter(|_| first.starts_with(['篇', '一', '1'])) {
        (labels[whole], labels[title.start]) = (Label::Title, Label::Heading);
    }
}

/// Who wrote it is no title where a line above is as short as one, with what goes on behind a dash between them.
fn of_somebody(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels).filter(|title| title.len() == 1) else { return };
    let text = |i: usize| page.lines[i].text.as_str();
    if !person::is_body_and_name(text(title.start)) {
        return;
    }
    let dashed = |i: &usize| is_dashed(text(*i)) && can_be_of_title(page, *i);
    let between = title.start.checked_sub(1).filter(dashed);
    let Some(own) = between.unwrap_or(title.start).checked_sub(1) else { return };
    let hint = &page.hints[own];
    if can_be_of_title(page, own) && hint.rule.is_none() && !hint.goes && hint.number.is_none() && !hint.tells
    {
        between.into_iter().for_each(|i| labels[i] = Label::Subtitle);
        (labels[own], labels[title.start]) = (Label::Title, Label::Byline);
    }
}

/// Whether a line begins with a dash, as what goes on below a title does.
fn is_dashed(text: &str) -> bool {
    text.starts_with(['—', '─', '－']) || text.starts_with("--")
}

/// A text without a title whose editor says first why it is printed has its title below that: `【按】` / `现将…刊发。` / title.
fn noted(page: &Page<'_>, labels: &mut [Label]) {
    // The head of a briefing has mark, number, office and date.
    const TOP: usize = 6;
    // An editor has a paragraph or two.
    const SENTENCES: usize = 2;
    let text = |i: usize| page.lines[i].text.as_str();
    let note = (0..labels.len().min(TOP)).find(|&i| label::is_abstract(&crate::text::key(text(i))));
    let Some(note) = note.filter(|note| lines_of(labels).is_none_or(|title| title.start == *note)) else {
        return;
    };
    let bare = !ends_sentence(text(note));
    let from = note + usize::from(bare);
    let said = (from..labels.len()).take_while(|&i| ends_sentence(text(i))).count();
    let own = from + said;
    let over = own + 1 + usize::from(labels.len() > own + 1 && is_dashed(text(own + 1)));
    let over_text = page.lines.get(over).is_some_and(|line| ends_sentence(&line.text));
    if (1..=SENTENCES).contains(&said)
        && own < labels.len()
        && over_text
        && can_be_of_title(page, own)
        && page.hints[own].number.is_none()
    {
        labels[note..own].fill(Label::Abstract);
        labels[own] = Label::Title;
        labels[own + 1..over].fill(Label::Subtitle);
    }
}

/// Whether the title begins in the line above its first: `某厅关于某省` / `四起事故情况的通报`, `某局` / `关于…的决定`.
fn begins_above(page: &Page<'_>, labels: &[Label], title: &std::ops::Range<usize>) -> bool {
    let Some(above) = title.start.checked_sub(1) else { return false };
    let text = page.lines[above].text.as_str();
    let halved = text.contains("关于") && !kind::ends_title(text) && can_be_of_title(page, above);
    let closes = || kind::ends_title(&page.lines[title.end - 1].text);
    let own = || !page.lines[title.clone()].iter().any(|line| line.text.contains("关于"));
    let first = page.lines[title.start].text.as_str();
    let names = || text.split_whitespace().all(organ::is_name) && !text.trim().is_empty();
    let issues = || ["关于", "印发《", "转发《", "批转《"].iter().any(|word| first.starts_with(word));
    let issued = issues() && names() && !labels[above].is_debris();
    // A court is no name of a site: `某县人民法院` / `民事判决书`.
    let judged =
        kind::is_of_court(first) && text.trim_end().ends_with("法院") && names() && !page.hints[above].goes;
    organ::goes_on(text, first)
        || issued
        || judged
        || halved && closes() && own()
        || is_named(page, above..title.end)
}

/// Whether these lines together are what the page calls itself, or what stands on one line of it.
fn is_named(page: &Page<'_>, lines: std::ops::Range<usize>) -> bool {
    // What is shorter, an organ and the kind of a document, stands together in menus.
    const SHORTEST: usize = 12;
    let whole: String = page.lines[lines.clone()].iter().map(|line| letters(&line.text)).collect();
    let is_whole = |text: &str| {
        let text = label::after_title(text).unwrap_or(text);
        text.len() < 3 * whole.len() && letters(text) == whole
    };
    let mut others = page.lines.iter().enumerate().filter(|(i, _)| !lines.contains(i));
    whole.chars().nth(SHORTEST - 1).is_some()
        && (page.name.is_some_and(is_whole) || others.any(|(_, line)| is_whole(&line.text)))
}

/// Lines read as one title are not one where one of them stands on the page again, alone: that is it, and the others are of the page's record.
/// Nor does a title go on that has named its kind (…条例) with what is no part of it: the name of an organ, another kind.
fn whole(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let (mut first, mut end) = (title.start, title.end);
    if begins_above(page, labels, &title) {
        (labels[first - 1], labels[first]) = (Label::Title, Label::TitleMore);
        first -= 1;
    }
    if end < page.lines.len() && !labels[end].is_debris() && is_named(page, first..end + 1) {
        labels[end] = Label::TitleMore;
        end += 1;
    }
    let more = goes_on_to(page, labels, first..end);
    labels[end..more].fill(Label::TitleMore);
    end = end.max(more);
    let text = |i: usize| page.lines[i].text.as_str();
    if end > first + 1 && first > 0 && is_waited_for(text(first - 1), text(first)) {
        (labels[first], labels[first + 1]) = (Label::Info, Label::Title);
        first += 1;
    }
    if let Some(one) = repeated(page, first..end) {
        labels[first..end].fill(Label::Info);
        labels[one] = Label::Title;
    } else if let Some(more) = (first + 1..end).find(|&i| is_closed(text(i - 1)) && stands_alone(text(i))) {
        labels[more..end].fill(Label::Paragraph);
    }
}

/// Where a title ends that says what it is about and not yet what it is (关于…任职 / 的决定), or that has opened a mark and not closed it.
fn goes_on_to(page: &Page<'_>, labels: &[Label], title: std::ops::Range<usize>) -> usize {
    // Titles of four lines are rare, of five there was none; a mark is closed in the next line but one.
    const LINES: usize = 3;
    let text = |i: usize| page.lines[i].text.as_str();
    let lines = || title.clone().map(text);
    let (Some(last), end) = (lines().next_back(), title.end) else { return title.end };
    let opened = depth(lines());
    let start = lines().next().map(letters).unwrap_or_default();
    let open = lines().any(|line| line.contains("关于")) && !kind::ends_title(last);
    if opened <= 0 && !open || last.ends_with(['？', '！', '?', '!']) {
        return end;
    }
    let can = |&i: &usize| {
        is_free(labels[i])
            && can_be_of_title(page, i)
            && !page.hints[i].tells
            && page.hints[i].number.is_none()
            && !letters(text(i)).starts_with(&start)
    };
    let closes = |&i: &usize| match opened > 0 {
        true => depth(title.clone().chain(end..i + 1).map(text)) <= 0,
        false => kind::ends_title(text(i)),
    };
    (end..labels.len().min(end + LINES)).take_while(can).find(closes).map_or(end, |last| last + 1)
}

/// Marks that are opened and not closed.
fn depth<'t>(lines: impl Iterator<Item = &'t str>) -> i32 {
    let of = |c: char| i32::from(matches!(c, '《' | '“' | '（')) - i32::from(matches!(c, '》' | '”' | '）'));
    lines.flat_map(str::chars).map(of).sum()
}

/// Whether a line is nothing that only it can be, so that it may belong to the title it stands below.
fn is_free(label: Label) -> bool {
    use Label::{Byline, Caption, Heading, More, Note, Paragraph, Signature, Subtitle, TitleMore};
    matches!(label, Paragraph | More | TitleMore | Byline | Signature | Subtitle | Heading | Caption | Note)
}

/// Who wrote it, a body with a name behind it or somebody in office, stands below a title and is no line of it.
fn signed(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let last = title.end - 1;
    if last > title.start && person::is_body_and_name(&page.lines[last].text) {
        labels[last] = Label::Byline;
    }
}

/// What stands below the title behind a dash (——…侧记) is its subtitle.
fn dashed(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    let begins = |i: &usize| is_dashed(&page.lines[*i].text);
    if let Some(more) = title.clone().skip(1).find(begins) {
        labels[more..title.end].fill(Label::Subtitle);
    }
}

/// Who said something stands over what he said (某某在某地调研时强调): the line above the title.
///
/// So does what goes on in it behind a dash (`“…”舒某，扎根海岛二十六年——`).
fn kicked(page: &Page<'_>, labels: &mut [Label]) {
    let Some(title) = lines_of(labels) else { return };
    if let Some(above) = title.start.checked_sub(1) {
        let text = page.lines[above].text.trim_end();
        let goes_on = text.ends_with("——") && can_be_of_title(page, above) && !page.hints[above].goes;
        if goes_on && text.chars().nth(4).is_some() {
            labels[above] = Label::Kicker;
        }
    }
    if title.len() > 1 && sentence::announces(&page.lines[title.start].text) {
        (labels[title.start], labels[title.start + 1]) = (Label::Kicker, Label::Title);
    }
}

/// The title of what is attached goes on as a title does.
fn attachments(page: &Page<'_>, labels: &mut [Label]) {
    for i in 0..labels.len() {
        if labels[i] == Label::Attached {
            let more = attached_to(page, labels, i);
            labels[i + 1..more].fill(Label::TitleMore);
        }
    }
}

/// Where the title ends that begins with line `i` and belongs to something attached.
fn attached_to(page: &Page<'_>, labels: &[Label], i: usize) -> usize {
    // As many as the title of a document goes on for.
    const LINES: usize = 3;
    let text = |i: usize| page.lines[i].text.as_str();
    let can = |&i: &usize| is_free(labels[i]) && can_be_of_title(page, i) && page.hints[i].number.is_none();
    let named = kind::ends_title(text(i)) && depth(std::iter::once(text(i))) <= 0;
    let closes = |&last: &usize| kind::ends_title(text(last)) && depth((i..last + 1).map(text)) <= 0;
    let below = (i + 1..labels.len().min(i + 1 + LINES)).take_while(can);
    let end = below.filter(|_| !named).find(closes).map_or(i + 1, |last| last + 1);
    // Which version it is of stands in a bracket of its own.
    let version = |text: &str| {
        let inner = text.strip_prefix('（').and_then(|text| text.strip_suffix('）'));
        inner.is_some_and(|inner| {
            ["稿", "草案", "试行", "修订", "暂行"].iter().any(|word| inner.ends_with(word))
        })
    };
    end + usize::from(end < labels.len() && is_free(labels[end]) && version(text(end)))
}

/// Whether `text` is the body that the label at the end of the line above waits for: `时间：… 来源：` / `某局`.
fn is_waited_for(above: &str, text: &str) -> bool {
    let word = above.strip_suffix(['：', ':']).and_then(|bare| bare.split_whitespace().next_back());
    let found = word.and_then(|word| Some((word, label::at_start(word)?)));
    found.is_some_and(|(word, found)| {
        let origin = matches!(found.field, Field::Source | Field::Author | Field::Issuer);
        origin && found.length == word.len() && organ::is_name(text)
    })
}

/// The only line of a title of several that comes again outside of it; an organ does so as the one that signs.
fn repeated(page: &Page<'_>, title: std::ops::Range<usize>) -> Option<usize> {
    // What is shorter, like 政务公开, stands in menus as well.
    const SHORTEST: usize = 8;
    if title.len() < 2 {
        return None;
    }
    let again = |i: &usize| {
        let own = letters(&page.lines[*i].text);
        let mut others = page.lines.iter().enumerate().filter(|(j, _)| !title.contains(j));
        own.chars().nth(SHORTEST - 1).is_some()
            && !organ::is_name(&page.lines[*i].text)
            && others.any(|(_, line)| line.text.len() < 4 * own.len() && letters(&line.text) == own)
    };
    let repeated: Vec<usize> = title.clone().filter(again).collect();
    repeated.first().copied().filter(|_| repeated.len() == 1)
}

/// Whether a title has named its kind, and does not tell of another document's.
fn is_closed(text: &str) -> bool {
    let open = text.contains('《') && !text.contains('》')
        || ["印发", "转发", "发布"].iter().any(|word| text.contains(word));
    kind::ends_title(text) && !open
}

/// Whether a line is a name of its own, and no end of a title.
fn stands_alone(text: &str) -> bool {
    let order = text.strip_suffix('令').is_some_and(organ::is_name);
    order || organ::is_name(text) || kind::ends_title(text) && !text.starts_with(['的', '》', '”', '（'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reading::Hint;
    use crate::text::{Evidence, Line};

    #[track_caller]
    fn check_title(lines: &[&str], title: usize, expected: &[Label]) {
        let lines: Vec<Line> = (1..).zip(lines).map(|(n, line)| Line::plain(*line, n)).collect();
        let hints = vec![Hint::default(); lines.len()];
        let page = Page { lines: &lines, hints: &hints, name: None, kind: 0 };
        let mut labels = vec![Label::TitleMore; title];
        labels[0] = Label::Title;
        labels.resize(lines.len(), Label::Above);
        whole(&page, &mut labels);
        assert_eq!(labels[..title], *expected, "{lines:?}");
    }

    #[test]
    fn a_page_shows_its_title_where_it_calls_itself_by_it() {
        use Label::{Above as A, Info as I, Paragraph as P, Title as T};
        const NAME: &str = "再驳所谓茶园过剩论_青禾新闻";
        let read = |name: &str, text: [&str; 4], mark: Mark, change: &dyn Fn(&mut [Label; 5])| {
            let text = text.into_iter().chain(["松溪县组织干部下沉一线，帮助农户抢抓农时。"]);
            let mut lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            lines[1].mark = mark;
            let hints = vec![Hint::default(); lines.len()];
            let mut labels = [T, I, A, I, P];
            change(&mut labels);
            shown(&Page { lines: &lines, hints: &hints, name: Some(name), kind: 1 }, &mut labels);
            labels.iter().position(|label| *label == T)
        };
        let text = ["全新首页焕新登场", "再驳所谓茶园过剩论", "青禾日报", "2025-05-13 06:16"];
        let (heading, none) = (Mark::Heading(1), |_: &mut [Label; 5]| ());
        assert_eq!(read(NAME, text, heading, &none), Some(1));
        assert_eq!(read("再驳所谓茶园过剩论", text, heading, &none), Some(1));
        // No heading, another name, no date below, a title the page is called by as well.
        assert_eq!(read(NAME, text, Mark::None, &none), Some(0));
        assert_eq!(read("再驳所谓茶园过剩论的三个误区", text, heading, &none), Some(0));
        assert_eq!(read(NAME, [text[0], text[1], text[2], "青禾新闻"], heading, &none), Some(0));
        assert_eq!(read(NAME, text, heading, &|labels| labels[3] = A), Some(0));
        assert_eq!(read(NAME, ["青禾新闻", text[1], text[2], text[3]], heading, &none), Some(0));
        assert_eq!(
            read(NAME, ["再驳所谓茶园过剩论的三个误区", text[1], text[2], text[3]], heading, &none),
            Some(0)
        );
        // Short names stand in menus, and what stands below a sentence of the text signs it.
        assert_eq!(read("茶园管护", [text[0], "茶园管护", text[2], text[3]], heading, &none), Some(0));
        let sentence = "松溪县组织干部下沉一线。";
        let below = |first: Label| {
            let lines = [text[0], sentence, text[1], text[3]].map(|text| Line::plain(text, 1));
            let mut lines = lines.to_vec();
            lines[2].mark = heading;
            let hints = vec![Hint::default(); lines.len()];
            let mut labels = [T, first, A, I];
            shown(&Page { lines: &lines, hints: &hints, name: Some(NAME), kind: 1 }, &mut labels);
            labels[2] == T
        };
        assert!(below(A) && !below(P));
    }

    #[test]
    fn the_name_of_an_account_is_no_title() {
        use Label::{Above as A, Byline as Y, Title as T};
        let read = |text: [&str; 4], stays: bool| {
            let lines: Vec<Line> = (1..).zip(text).map(|(n, text)| Line::plain(text, n)).collect();
            let mut hints = vec![Hint::default(); 4];
            hints[1].stays = stays;
            let mut labels = vec![A, T, A, A];
            accounted(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            [labels[0], labels[1], labels[2]]
        };
        let (own, name, day) = ("松溪县召开春耕备耕动员会", "松溪发布", "2026-03-12 09:20");
        assert_eq!(read([own, name, day, "关注"], false), [T, Y, A]);
        assert_eq!(read(["首页", name, own, day], false), [A, A, T]);
        assert_eq!(read([own, name, day, "关注"], true), [A, T, A]);
        assert_eq!(read([own, name, "关注", "打印"], false), [A, T, A]);
        assert_eq!(read(["松溪县动员", name, day, "关注"], false), [A, T, A]);
        assert_eq!(read(["松溪县召开春耕备耕动员会。", name, day, "关注"], false), [A, T, A]);
        assert_eq!(read([own, "松溪县人民政府办公室", day, "关注"], false), [A, T, A]);
        assert_eq!(read([own, "松溪县备耕", day, "关注"], false), [A, T, A]);
    }

    /// Which line of a copied page is read as its title, if line `title` was taken for it, line `info` says when and the last is its text.
    #[track_caller]
    fn over_info_of(lines: &[&str], title: Option<usize>, info: usize) -> Option<usize> {
        let lines: Vec<Line> = (1..).zip(lines).map(|(n, line)| Line::plain(*line, n)).collect();
        let of_page = ["首页", "要闻", "视频", "当前位置：首页 > 农业", "分享到："];
        let known = |i: usize| of_page.contains(&lines[i].text.as_str()).then(|| "web.menu".into());
        let mut hints: Vec<Hint> =
            (0..lines.len()).map(|i| Hint { chosen: true, rule: known(i), ..Hint::default() }).collect();
        hints.iter_mut().zip(&lines).for_each(|(hint, line)| {
            hint.credits = line.text.starts_with("文｜");
            hint.stays = line.text == "要闻速递";
        });
        let mut labels = vec![Label::Above; lines.len()];
        title.into_iter().for_each(|title| labels[title] = Label::Title);
        (labels[info], labels[lines.len() - 1]) = (Label::Info, Label::Paragraph);
        over_info(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
        labels.iter().position(|label| *label == Label::Title)
    }

    #[test]
    fn the_title_of_a_copied_page_stands_over_its_info_line() {
        let text = "松溪县抓好春耕备耕，做到不误农时。";
        let (own, day) = ("松溪县推进春耕备耕", "2026-03-12 09:20");
        let read = |taken: &str| {
            over_info_of(&["首页", "要闻", "当前位置：首页 > 农业", taken, own, day, text], Some(3), 5)
        };
        for of_site in [
            "农业",
            "青禾网 正文",
            "青禾日报",
            "春耕|农业|松溪",
            "mail@qinghe.cn 投稿",
            "文｜青禾 韩青山",
            "站内",
        ] {
            assert_eq!(read(of_site), Some(4), "{of_site}");
        }
        let path = "当前位置：首页 > 松溪县抓好春耕备耕";
        let named =
            over_info_of(&["首页", "要闻", "视频", path, "松溪县抓好春耕备耕", day, text], Some(4), 5);
        assert_eq!(named, Some(4), "the path may end with the title");
        for title in [
            "松溪县推进春耕 正文",
            "松溪县开展春耕备耕教育",
            "松溪县开通春耕备耕服务网",
            "春耕备耕|农业",
            "@种粮大户：快来申报",
            "要闻速递",
        ] {
            assert_eq!(read(title), Some(3), "{title}");
        }
        let menu = ["首页", "要闻", "视频"];
        let short = [&menu[..], &[own, "工作总结", day, text]].concat();
        assert_eq!(over_info_of(&short, Some(4), 5), Some(4));
        let none = |rest: &[&str], info: usize| over_info_of(&[&menu[..], rest].concat(), None, info);
        assert_eq!(none(&[own, "分享到：", day, text], 5), Some(3), "buttons stand between");
        assert_eq!(none(&[own, "青禾日报", day, text], 5), Some(3), "a paper stands between");
        assert_eq!(none(&["春耕备耕", day, text], 4), None, "too short");
        assert_eq!(none(&["松溪县推进春耕备耕。", day, text], 4), None, "a sentence");
        assert_eq!(none(&[own, "青禾", "松溪", "云岭", "白石", day, text], 8), None, "too far");
        assert_eq!(none(&[own, "来源：青禾日报", text], 4), None, "no date");
        assert_eq!(none(&[own, day, "松溪县抓好春耕备耕"], 4), None, "over no text");
        let far: Vec<&str> = [own, day].into_iter().chain(["收藏"; 12]).chain([text]).collect();
        assert_eq!(none(&far, 4), None, "far from the text");
        assert_eq!(over_info_of(&["首页", "要闻", "视频", own, day, text], None, 4), Some(3));
        assert_eq!(
            over_info_of(&["首页", "要闻", own, day, text], None, 3),
            None,
            "hardly anything of a page"
        );
    }

    #[test]
    fn a_page_written_out_begins_with_its_name() {
        let (text, own) = ("松溪县抓好春耕备耕，做到不误农时。", "松溪县推进春耕备耕");
        let read = |first: &str, own: &str, known: usize, name: Option<&str>| {
            let lines = [&[first], &["首页"; 4][..], &["农业频道资讯", own, text]].concat();
            let lines: Vec<Line> = (1..).zip(lines).map(|(n, line)| Line::plain(line, n)).collect();
            let rule = |i: usize| (i > 0 && i <= known).then(|| "web.menu".into());
            let hint = |i: usize| Hint { chosen: true, rule: rule(i), ..Hint::default() };
            let hints: Vec<Hint> = (0..lines.len()).map(hint).collect();
            let mut labels = [Label::Above; 8];
            (labels[5], labels[7]) = (Label::Title, Label::Paragraph);
            called(&Page { lines: &lines, hints: &hints, name, kind: 0 }, &mut labels);
            labels.iter().position(|label| *label == Label::Title)
        };
        for first in [own, "松溪县推进春耕备耕_青禾网", "松溪县推进春耕备耕 - 青禾网"]
        {
            assert_eq!(read(first, own, 4, None), Some(6), "{first}");
        }
        assert_eq!(read("松溪县推进春耕备耕工作的通知", own, 4, None), Some(5), "more than its name");
        assert_eq!(read("青禾网", own, 4, None), Some(5));
        assert_eq!(read("春耕备耕", "春耕备耕", 4, None), Some(5), "too short");
        assert_eq!(read("songxi.example", "songxi.example", 4, None), Some(5), "no words");
        assert_eq!(read(own, own, 2, None), Some(5), "no menu between");
        assert_eq!(
            read("松溪县推进春耕备耕_青禾网", own, 0, None),
            Some(6),
            "but the name of a site behind it"
        );
        assert_eq!(read(own, own, 4, Some(own)), Some(5), "a page with its name");
        assert_eq!(read(own, own, 6, None), Some(5), "a rule knows the line");
        assert_eq!(read("农业频道资讯_青禾网", own, 4, None), Some(5));
    }

    #[test]
    fn a_title_is_one() {
        use Label::{Info as I, Paragraph as P, Title as T, TitleMore as M};
        let rules = "松溪县护林防火管理条例";
        check_title(&["青禾省松溪县人大常委会", rules, rules], 2, &[I, T]);
        check_title(&["青禾省松溪县人大常委会", rules, "相关阅读"], 2, &[T, M]);
        check_title(&["松溪县人民政府办公室", "关于做好供暖工作的通知", "松溪县人民政府办公室"], 2, &[T, M]);
        check_title(&["松溪总则", "细则及其说明", "松溪总则"], 2, &[T, M]);
        check_title(
            &["强化载体建设破解难题", "推动工作再上新的台阶", "强化载体建设破解难题", "推动工作再上新的台阶"],
            2,
            &[T, M],
        );
        check_title(&[rules, "青禾省人民政府令"], 2, &[T, P]);
        check_title(&[rules, "松溪县人民政府"], 2, &[T, P]);
        check_title(&["关于印发松溪县护林防火工作方案", "的通知"], 2, &[T, M]);
        check_title(&["松溪县护林防火工作方案", "的通知"], 2, &[T, M]);
        check_title(&["转发《护林防火工作方案", "》的通知"], 2, &[T, M]);
        check_title(&["松溪县人民政府", "护林防火管理条例"], 2, &[T, M]);
        let split = ["松溪县人民代表大会", "常务委员会关于韩青山任职的决定"];
        let read = |lines: [&str; 2]| {
            let lines: Vec<Line> = (1..).zip(lines).map(|(n, line)| Line::plain(line, n)).collect();
            let page =
                Page { lines: &lines, hints: &[Hint::default(), Hint::default()], name: None, kind: 0 };
            let mut labels = [Label::Above, T];
            whole(&page, &mut labels);
            labels
        };
        assert_eq!(read(split), [T, M]);
        assert_eq!(read([split[0], "关于韩青山任职的决定"]), [Label::Above, T]);
        assert_eq!(read(["首页", split[1]]), [Label::Above, T]);
        let halves = ["青禾省人民政府办公厅关于松溪县", "两起森林火灾调查情况的通报"];
        assert_eq!(read(halves), [T, M]);
        assert_eq!(read([halves[0], "两起森林火灾"]), [Label::Above, T]);
        assert_eq!(read([halves[0], "关于两起森林火灾的通报"]), [Label::Above, T]);
        assert_eq!(read(["关于印发森林防火办法的通知", halves[1]]), [Label::Above, T]);
        assert_eq!(read(["关于松溪县两起火灾的情况如下：", halves[1]]), [Label::Above, T]);
        assert_eq!(read(["青禾省关于松溪县火灾的报道。", halves[1]]), [Label::Above, T]);
        let answer = ["松溪县人民政府对一次会议", "第二十九号建议的答复"];
        let named = |name: Option<&str>, again: &str| {
            let lines: Vec<Line> =
                (1..).zip([answer[0], answer[1], again]).map(|(n, line)| Line::plain(line, n)).collect();
            let hints = vec![Hint::default(); 3];
            let mut labels = [Label::Above, T, Label::Below];
            whole(&Page { lines: &lines, hints: &hints, name, kind: 0 }, &mut labels);
            labels[0] == T
        };
        let whole = answer.concat();
        assert!(named(None, &whole) && named(Some(&whole), "") && !named(None, "第二十九号建议的答复"));
        assert!(!named(Some(&format!("{whole}及其他建议")), ""));
        assert!(named(None, &format!("标　题：{whole}")));
        let lines = [answer[0], answer[1], &whole].map(|text| (text, Label::Paragraph));
        let begun = [(lines[0].0, T), lines[1], lines[2]];
        assert_eq!(settled(&begun), [T, Label::TitleMore, Label::Paragraph]);
    }

    #[test]
    fn a_title_goes_on_to_its_kind() {
        use Label::{Heading as H, Info as I, Paragraph as P, Title as T, TitleMore as M};
        let (about, kind) = (("关于韩青山同志", T), ("代理县长的决定", P));
        assert_eq!(settled(&[about, kind]), [T, M]);
        assert_eq!(settled(&[about, ("代理松溪县人民政府", Label::Byline), ("县长的决定", P)]), [T, M, M]);
        assert_eq!(settled(&[about, ("甲", P), ("乙", P), ("丙", P), kind]), [T, P, P, P, P]);
        assert_eq!(settled(&[about, ("代理县长", P)]), [T, P]);
        assert_eq!(settled(&[about, ("关于韩青山同志代理县长的决定", P)]), [T, P]);
        assert_eq!(settled(&[about, ("2026年3月1日", I), kind]), [T, I, P]);
        assert_eq!(settled(&[about, ("他说得好。", P), kind]), [T, P, P]);
        assert_eq!(settled(&[("韩青山同志", T), kind]), [T, P]);
        assert_eq!(settled(&[("关于任职的决定", T), ("供暖工作的通知", H)]), [T, H]);
        assert_eq!(settled(&[("关于韩青山，你知道吗？", T), kind]), [T, P]);
        assert_eq!(settled(&[("学习《春耕", T), ("手册》有感", P), ("认真学习", P)]), [T, M, P]);
        assert_eq!(settled(&[("学习《春耕", T), ("手册有感", P)]), [T, P]);
    }

    #[test]
    fn the_title_of_what_is_attached_goes_on_to_its_kind() {
        use Label::{Attached as X, Heading as H, Note as N, Paragraph as P, TitleMore as M};
        assert_eq!(
            settled(&[("落实《打好主动仗", X), ("若干政策", P), ("措施》方案", P), ("甲", P)]),
            [X, M, M, P]
        );
        assert_eq!(settled(&[("春耕工作方案", X), ("供暖工作方案", P)]), [X, P]);
        assert_eq!(settled(&[("《松溪县条例》", X), ("（二审稿）", N), ("甲", P)]), [X, M, P]);
        assert_eq!(settled(&[("松溪县条例", X), ("（韩青山）", N)]), [X, N]);
        assert_eq!(settled(&[("物资清单", X), ("春耕物资", H)]), [X, H]);
    }

    #[test]
    fn a_subtitle_stands_behind_a_dash_and_a_kicker_says_who_spoke() {
        use Label::{Above as A, Kicker as K, Subtitle as S, Title as T, TitleMore as M};
        assert_eq!(settled(&[("龙舟竞渡", T), ("——松溪县龙舟赛侧记", M)]), [T, S]);
        assert_eq!(settled(&[("龙舟竞渡", T), ("松溪县龙舟赛侧记", M)]), [T, M]);
        assert_eq!(settled(&[("韩青山在松溪县调研时强调", T), ("精心组织确保安全", M)]), [K, T]);
        assert_eq!(settled(&[("韩青山扎根海岛二十年——", A), ("守着一盏灯", T)]), [K, T]);
        assert_eq!(settled(&[("韩青山扎根海岛二十年", A), ("守着一盏灯", T)]), [A, T]);
    }

    #[test]
    fn a_body_and_a_name_are_no_line_of_a_title() {
        use Label::{Byline, Title as T, TitleMore as M};
        let title = ("学习教育心得体会", T);
        for text in ["科研第二党支部　韩青山", "科研第二黨支部 韩青山", "市委书记 王一川"]
        {
            assert_eq!(settled(&[title, (text, M)]), [T, Byline], "{text}");
        }
        for text in ["科研第二党支部 心得", "推动工作 韩青山"] {
            assert_eq!(settled(&[title, (text, M)]), [T, M], "{text}");
        }
        assert_eq!(settled(&[("科研第二党支部　韩青山", T)]), [T]);
    }

    /// What `settle` makes of the lines of a page that calls itself `name`.
    fn named(name: &str, lines: &[(&str, Label)]) -> Vec<Label> {
        let (texts, mut labels): (Vec<&str>, Vec<Label>) = lines.iter().copied().unzip();
        let lines: Vec<Line> = (1..).zip(texts).map(|(n, line)| Line::plain(line, n)).collect();
        let hints = vec![Hint::default(); lines.len()];
        settle(&Page { lines: &lines, hints: &hints, name: Some(name), kind: 0 }, &mut labels);
        labels
    }

    #[test]
    fn who_speaks_is_no_title() {
        use Label::{Byline as B, Paragraph as P, Subtitle as S, Title as T};
        let (own, who, text) = ("向着春天出发", "四（2）班　韩青山", "各乡镇抓好春耕。");
        assert_eq!(named("作文", &[(own, P), ("——在国旗下的讲话", P), (who, T), (text, P)]), [T, S, B, P]);
        assert_eq!(named("作文", &[(own, P), (who, T), (text, P)]), [T, B, P]);
        assert_eq!(named("作文", &[(own, P), ("韩青山的春天", T), (text, P)]), [P, T, P]);
    }

    #[test]
    fn a_day_is_no_title() {
        use Label::{Info as I, Paragraph as P, Title as T};
        let (day, own) = ("2026年12月27日（松溪时间）", "松溪县推进春耕备耕");
        let text = "各乡镇抓好春耕。";
        assert_eq!(named("青禾博客 » 松溪县推进春耕备耕", &[(day, T), ("星期六", P), (own, P)]), [I, P, T]);
        assert_eq!(named("青禾博客", &[(day, T), (own, P)]), [T, P]);
        assert_eq!(named("青禾博客 » 松溪县推进春耕备耕", &[("12月27日会议", T), (own, P)]), [T, P]);
        assert_eq!(named("青禾博客 » 松溪县推进春耕备耕", &[(day, T), (text, P), ("松溪", P)]), [T, P, P]);
    }

    #[test]
    fn a_page_that_names_its_site_alone_has_its_title_above_the_text() {
        use Label::{Above as A, Paragraph as P, Title as T};
        let (own, text) = ("韩青山——一个茶农的春天", "各乡镇抓好春耕。");
        assert_eq!(named("青禾日报", &[("首页", A), (own, P), (text, P)]), [A, T, P]);
        assert_eq!(named("青禾日报", &[(own, P), ("白露", P), (text, P)]), [T, P, P]);
        assert_eq!(named("一个茶农", &[(own, P), (text, P)]), [P, P]);
        assert_eq!(named("青禾日报", &[(text, P), (text, P)]), [P, P]);
        assert_eq!(named("青禾日报", &[("2026年12月27日", P), (text, P)]), [P, P]);
    }

    #[test]
    fn a_column_above_the_title_is_of_the_site() {
        use Label::{Above as A, Title as T, TitleMore as M};
        let read = |linked: u8, equals: bool| {
            let mut lines = vec![Line::plain("青禾要闻", 1), Line::plain("松溪县推进春耕", 2)];
            lines[0].evidence = Some(Box::new(Evidence { linked, ..Evidence::default() }));
            let mut signs = Signs::default();
            signs.set(Signs::EQUALS, equals);
            lines[1].evidence = Some(Box::new(Evidence { signs, ..Evidence::default() }));
            let mut labels = vec![T, M];
            let hints = vec![Hint::default(); 2];
            settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
            labels
        };
        assert_eq!((read(10, true), read(8, true), read(10, false)), (vec![A, T], vec![T, M], vec![T, M]));
    }

    /// What `settle` makes of lines read as these labels.
    fn settled(lines: &[(&str, Label)]) -> Vec<Label> {
        let (texts, mut labels): (Vec<&str>, Vec<Label>) = lines.iter().copied().unzip();
        let lines: Vec<Line> = (1..).zip(texts).map(|(n, line)| Line::plain(line, n)).collect();
        let hints = vec![Hint::default(); lines.len()];
        settle(&Page { lines: &lines, hints: &hints, name: None, kind: 0 }, &mut labels);
        labels
    }

    #[test]
    fn a_body_that_a_label_waits_for_begins_no_title() {
        use Label::{Info as I, Title as T, TitleMore as M};
        let (office, notice) = ("松溪县司法局", "关于征求意见的通知");
        assert_eq!(settled(&[("时间：2026-03-01 来源：", I), (office, T), (notice, M)]), [I, I, T]);
        assert_eq!(settled(&[("时间：2026-03-01", I), (office, T), (notice, M)]), [I, T, M]);
        assert_eq!(settled(&[("主题词：", I), (office, T), (notice, M)]), [I, T, M]);
        assert_eq!(settled(&[("来源：", I), ("春耕工作", T), (notice, M)]), [I, T, M]);
        assert_eq!(settled(&[("来源：", I), (office, T)]), [I, T]);
    }

    #[test]
    fn the_title_of_a_record_is_the_title() {
        use Label::{Above as A, Info as I, Paragraph as P, Title as T, TitleMore as M};
        let record = "标题：松溪县蟹文化节征文活动";
        assert_eq!(settled(&[("征集码头论坛", T), (record, I)]), [I, T]);
        assert_eq!(settled(&[("征集码头论坛", A), (record, I)]), [A, T]);
        // In lines of its own it is more than the record.
        assert_eq!(settled(&[(record, I), ("松溪县蟹文化节", T), ("征文活动", M)]), [I, T, M]);
        assert_eq!(settled(&[("标题：", I), ("松溪县蟹文化节", T)]), [I, T]);
        assert_eq!(
            settled(&[("松溪县蟹文化节", T), ("各地踊跃来稿。", P), ("标题：三号黑体", P)]),
            [T, P, P]
        );
    }

    #[test]
    fn whom_it_is_sent_to_stands_below_the_title() {
        use Label::{Above, TitleMore};
        use Label::{Attached as X, Caption as C, Heading as H, Paragraph as P, Recipient as R, Title as T};
        let (decision, people) = ("关于表彰先进的决定", ("各科室：", R));
        assert_eq!(settled(&[("松溪县林业局", H), (decision, C), people]), [T, TitleMore, R]);
        assert_eq!(settled(&[("松溪县林业局", Above), (decision, C), people]), [Above, T, R]);
        assert_eq!(settled(&[("春耕", H), (decision, C), people]), [H, T, R]);
        assert_eq!(settled(&[(decision, T), ("关于其他的通知", C), people]), [T, C, R]);
        assert_eq!(settled(&[("松溪县林业局", H), people]), [H, R]);
        assert_eq!(settled(&[("现作出决定。", P), ("这是通知。", P), people]), [P, P, R]);
        // What stands below the text is attached to it, unless it is the first that is sent to somebody.
        let text = ("各乡镇抓好春耕。", P);
        assert_eq!(settled(&[text, (decision, T)]), [P, X]);
        assert_eq!(settled(&[text, (decision, T), people]), [P, T, R]);
        assert_eq!(settled(&[people, text, (decision, T), people]), [R, P, X, R]);
        assert_eq!(settled(&[("春耕", H), (decision, T)]), [H, T]);
    }

    #[test]
    fn a_line_that_comes_twice_in_a_title_is_the_title_again() {
        use Label::{Again as G, Title as T, TitleMore as M};
        let (title, more) = ("松溪县推进春耕", "落实各项措施");
        assert_eq!(settled(&[(title, T), (title, M)]), [T, G]);
        assert_eq!(settled(&[(title, T), (more, M)]), [T, M]);
        let notice = "松溪县政府关于春耕的通知";
        assert_eq!(settled(&[("松　溪　县　政　府", T), (notice, M)]), [Label::Info, T]);
        assert_eq!(settled(&[("松溪县", T), ("关于春耕的通知", M)]), [T, M]);
    }
}
