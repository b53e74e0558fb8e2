//! A guess where no label helps.
//!
//! The detector (chardetng) knows which letters stand beside each other in many languages. It reads every byte beyond ASCII
//! as 27 encodings, which costs far more than all that is done with a page afterwards, and one malformed sequence is enough
//! for it to rule an encoding out. So it is given a sample, and a second one without what is malformed.

use super::{Charset, form};
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{BIG5, DecoderResult, EUC_JP, EUC_KR, GBK, SHIFT_JIS};
use std::ops::Range;

/// How many bytes the detector sees, in a millisecond or so. It is sure long before: of the texts in the tests the slowest to
/// be told, Lithuanian, takes a hundred characters, most take less than ten.
const SAMPLE: usize = 8 << 10;

/// How much of a sample it takes to say that it is no text.
const ENOUGH: usize = 64;

/// How many ASCII bytes beside others belong to the sample: the rest of the word, and the one before or after it.
const CONTEXT: usize = 24;

/// The encoding whose text the bytes most look like; none if they look like no text. `domain` is the last label of the host
/// name, in lower case.
///
/// The bytes are supposed to be neither UTF-8 nor ASCII alone. Linear time, and next to none of it after the sample is full.
pub(super) fn detect(bytes: &[u8], domain: Option<&str>) -> Option<Charset> {
    let sample = sample(bytes);
    let guess = guess([&sample[..]], domain);
    let suspect = match malformed(&sample, guess).len() {
        0 if guess.is_single_byte() => form::has_foreign_words(&sample),
        faults => faults > 0,
    };
    if !suspect {
        return Some(guess);
    }
    guess_repaired(&sample, domain).or_else(|| {
        // What the detector falls back to is a Latin encoding.
        let is_noise = form::is_latin(guess) && sample.len() >= ENOUGH && form::has_foreign_words(&sample);
        (!is_noise).then_some(guess)
    })
}

/// A multi-byte encoding that the bytes fit but for a few faults: text shortened by the byte, in most cases.
fn guess_repaired(sample: &[u8], domain: Option<&str>) -> Option<Charset> {
    let high = sample.iter().filter(|b| !b.is_ascii()).count();
    let mut candidates: Vec<_> =
        [GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR].map(|charset| (charset, malformed(sample, charset))).into();
    candidates.retain(|(_, faults)| !faults.is_empty() && faults.len() * 50 <= high.max(50));
    candidates.sort_by_key(|(_, faults)| faults.len());
    let fits = |(charset, faults): &(Charset, Vec<_>)| guess(without(sample, faults), domain) == *charset;
    candidates.into_iter().find(fits).map(|(charset, _)| charset)
}

/// The pieces of the sample between the faults.
fn without<'s>(sample: &'s [u8], faults: &'s [Range<usize>]) -> impl Iterator<Item = &'s [u8]> {
    let ends = faults.iter().map(|fault| fault.start).chain([sample.len()]);
    let starts = std::iter::once(0).chain(faults.iter().map(|fault| fault.end));
    starts.zip(ends).map(|(start, end)| &sample[start..end])
}

/// Where the bytes are no text of an encoding.
fn malformed(bytes: &[u8], charset: Charset) -> Vec<Range<usize>> {
    let mut decoder = charset.new_decoder_without_bom_handling();
    let mut text = [0; 1024];
    let mut faults = Vec::new();
    let mut at = 0;
    loop {
        let (result, read, _) = decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut text, false);
        at += read;
        match result {
            DecoderResult::InputEmpty => return faults,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let end = at - usize::from(after);
                faults.push(end - usize::from(length)..end);
            }
        }
    }
}

fn guess<'s>(pieces: impl IntoIterator<Item = &'s [u8]>, domain: Option<&str>) -> Charset {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    for piece in pieces {
        detector.feed(piece, false);
    }
    detector.guess(domain.map(str::as_bytes), Utf8Detection::Deny)
}

/// What is worth looking at: the bytes beyond ASCII and what stands beside them.
fn sample(bytes: &[u8]) -> Vec<u8> {
    let mut sample = Vec::with_capacity(SAMPLE);
    let mut at = 0;
    while let Some(next) = bytes[at..].iter().position(|b| !b.is_ascii()).filter(|_| sample.len() < SAMPLE) {
        let start = at + next.saturating_sub(CONTEXT);
        let mut end = at + next;
        let mut ascii = 0;
        while end < bytes.len() && ascii < CONTEXT && end - start < SAMPLE {
            ascii = if bytes[end].is_ascii() { ascii + 1 } else { 0 };
            end += 1;
        }
        sample.extend_from_slice(&bytes[start..end]);
        sample.push(b'\n');
        at = end;
    }
    sample
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::*;

    const CHINESE: &str = "清晨的集市上人来人往，卖菜的老人把青菜摆成一排。";
    const JAPANESE: &str = "朝の市場には多くの人が集まり、野菜を並べていました。";
    const KOREAN: &str = "아침 시장에는 많은 사람들이 모여 있었습니다.";

    #[test]
    fn a_text_shortened_by_the_byte_is_still_its_language() {
        for (charset, text) in [
            (GBK, CHINESE),
            (BIG5, "清晨的市場裡人來人往，賣菜的老人把青菜擺成一排。"),
            (SHIFT_JIS, JAPANESE),
            (EUC_JP, JAPANESE),
            (EUC_KR, KOREAN),
        ] {
            let whole = charset.encode(text).0.into_owned();
            let page = |teaser: &[u8]| [&b"<p>"[..], &whole.repeat(3), b"</p><p>", teaser, b"</p>"].concat();
            let cuts = (1..whole.len()).filter(|&end| charset.decode_without_bom_handling(&whole[..end]).1);
            assert!(cuts.clone().count() > 10, "{}", charset.name());
            for end in cuts {
                assert_eq!(detect(&page(&whole[..end]), None), Some(charset), "cut after {end} bytes");
            }
        }
    }

    #[test]
    fn the_sample_holds_words_and_not_markup() {
        let html = format!("<p>{}</p>{}<p>ça et là, déjà</p>", "x ".repeat(5000), "y".repeat(5000));
        let bytes = WINDOWS_1252.encode(&html).0;
        let sample = WINDOWS_1252.decode(&sample(&bytes)).0.into_owned();
        assert_eq!(sample, format!("{}<p>ça et là, déjà</p>\n", "y".repeat(21)));
        assert_eq!(detect(&bytes, None), Some(WINDOWS_1252));
    }

    #[test]
    fn the_sample_is_limited() {
        let bytes = GBK.encode(CHINESE).0.repeat(1000);
        assert!((SAMPLE..SAMPLE + 2 * CONTEXT).contains(&sample(&bytes).len()));
        let sparse = [&[0xE9][..], &[b' '; 100]].concat().repeat(10_000);
        assert!((SAMPLE..SAMPLE + 4 * CONTEXT).contains(&sample(&sparse).len()));
    }

    #[test]
    fn faults_are_where_the_bytes_are_wrong() {
        assert_eq!(malformed(b"a\xC4\xE3\xFFb\xBA<\xC4\xE3\xC4", GBK), [3..4, 5..6]);
        assert!(malformed(&GBK.encode(CHINESE).0.repeat(100), GBK).is_empty());
        let pieces: Vec<_> = without(b"a\xFFbc\xFF", &[1..2, 4..5]).collect();
        assert_eq!(pieces, [&b"a"[..], b"bc", b""]);
    }

    #[test]
    fn faults_stand_in_order_and_apart() {
        // Bytes that are leads, trails, both and neither, of two bytes and four.
        let bytes = [0x20, 0x30, 0x39, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0xA1, 0xB0, 0xC9, 0xE3, 0xFC, 0xFE, 0xFF, 0x8E];
        let mut state = 1u32;
        for charset in [GBK, BIG5, SHIFT_JIS, EUC_JP, EUC_KR, ISO_2022_JP, WINDOWS_1253] {
            let next = || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                bytes[(state >> 28) as usize]
            };
            let text: Vec<u8> = std::iter::repeat_with(next).take(20_000).collect();
            let faults = malformed(&text, charset);
            assert!(faults.len() > 100, "{}", charset.name());
            assert!(faults.iter().all(|fault| fault.start < fault.end && fault.end <= text.len()));
            assert!(faults.windows(2).all(|pair| pair[0].end <= pair[1].start), "{}", charset.name());
        }
    }

    #[test]
    fn noise_is_nothing() {
        let mut state = 1u32;
        let noise = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8 | 0x80
        });
        assert_eq!(detect(&noise.take(9000).collect::<Vec<u8>>(), None), None);
        assert!(detect(&WINDOWS_1252.encode("“Ç…”").0, None).is_some());
    }
}
