//! How time and memory grow with hostile input: each family at five sizes, each twice the one before.
//!
//! `cargo bench --bench growth` runs all families up to 4 MB, `cargo bench --bench growth -- table 64` those with `table` in
//! the name, up to 64 MB. Printed as a table in Markdown: for the smallest and the largest size the time and the peak of
//! memory, both by the byte of input, and how much they have grown (1 is linear). Time is that on the processor where the
//! system tells it, so that other work does not count. Each article goes through every renderer.
//!
//! `-- names` lists the families; `-- once NAME BYTES` reads a single input of that size, once, for a tool that counts
//! instructions (`docs/hostile.py`). `-- combinations` puts snippets of HTML together, two at a time, and prints those of which
//! a byte takes more time in a longer input.

mod hostile;

use bodytext::{Article, Extractor, Hints, Options, Scope};
use hostile::{BYTE_FAMILIES, FAMILIES, SHAPES, SNIPPETS};
use peak_alloc::PeakAlloc;
use std::time::Instant;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// The largest input of a family in megabytes, unless the command line has another number.
const LARGEST: usize = 4;

/// How often the size is doubled on the way there.
const DOUBLINGS: u32 = 4;

/// For how long an input is read again and again, in nanoseconds: the clock of the processor is a coarse one.
const LEAST: f64 = 2e8;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["names"] => return names().for_each(|name| println!("{name}")),
        ["once", name, size] => {
            let input = input(name, size.parse().expect("a size is a number"));
            return println!("{}", work(&input, Scope::Auto));
        }
        ["combinations"] => return combinations(64),
        ["combinations", size] => return combinations(size.parse().expect("a size is a number of kilobytes")),
        _ => {}
    }
    let largest = arguments.iter().find_map(|argument| argument.parse::<usize>().ok()).unwrap_or(LARGEST) << 20;
    let filter = arguments.iter().find(|argument| argument.parse::<usize>().is_err());

    println!(
        "| family | ns a byte at {} KB | at {} MB | growth | bytes a byte | at the end | growth |",
        largest >> 10 >> DOUBLINGS,
        largest >> 20
    );
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    for name in names().filter(|name| filter.is_none_or(|filter| name.contains(filter.as_str()))) {
        let measured: Vec<(f64, f64)> =
            (0..=DOUBLINGS).rev().map(|halvings| run(&input(name, largest >> halvings), LEAST)).collect();
        let (first, last) = (measured[0], measured[DOUBLINGS as usize]);
        println!(
            "| {} | {:.1} | {:.1} | {:.2} | {:.1} | {:.1} | {:.2} |",
            name,
            first.0,
            last.0,
            last.0 / first.0,
            first.1,
            last.1,
            last.1 / first.1
        );
    }
}

fn names() -> impl Iterator<Item = &'static str> {
    FAMILIES.iter().map(|family| family.0).chain(BYTE_FAMILIES.iter().map(|family| family.0))
}

fn input(name: &str, size: usize) -> Vec<u8> {
    match FAMILIES.iter().find(|family| family.0 == name) {
        Some(family) => hostile::input(family, size).into_bytes(),
        None => {
            hostile::bytes(BYTE_FAMILIES.iter().find(|family| family.0 == name).expect("a family has this name"), size)
        }
    }
}

/// Snippets of HTML two at a time, put together in every way, each at two sizes, the larger one four times the other: prints
/// those that take more time for a byte at the larger one, once a second look has confirmed it. What is found here belongs
/// into the tests that count steps.
fn combinations(kilobytes: usize) {
    let nanoseconds =
        |pieces: &[(&str, &str)], shape, size, least| run(hostile::combined(pieces, shape, size).as_bytes(), least).0;
    for first in SNIPPETS {
        for second in SNIPPETS {
            for shape in SHAPES {
                let pieces = [*first, *second];
                let small = nanoseconds(&pieces, shape, kilobytes << 10, 0.0);
                let large = nanoseconds(&pieces, shape, kilobytes << 12, 0.0);
                if large < 500.0 || large < 1.5 * small {
                    continue;
                }
                let small = nanoseconds(&pieces, shape, kilobytes << 11, LEAST);
                let large = nanoseconds(&pieces, shape, kilobytes << 13, LEAST);
                if large > 1.5 * small {
                    println!("{} {} {shape:?}: {small:.0} {large:.0} ns a byte", first.0, second.0);
                }
            }
        }
    }
}

/// The mean time in nanoseconds, and the peak of memory above what stood before in bytes, both by the byte of input.
fn run(input: &[u8], least: f64) -> (f64, f64) {
    let (mut peak, mut runs) = (0, 0);
    let clock = Clock::start();
    loop {
        peak = work(input, Scope::Page).max(peak);
        runs += 1;
        let time = clock.nanoseconds();
        if time > least {
            return (time / runs as f64 / input.len() as f64, peak as f64 / input.len() as f64);
        }
    }
}

/// Extracts an article and writes it in every notation. The peak of memory meanwhile, in bytes, the input not counted.
fn work(input: &[u8], scope: Scope) -> usize {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let article = Extractor::new(Options::new().with_scope(scope)).extract_bytes(input, &Hints::new());
    render(&article);
    MEMORY.peak_usage().saturating_sub(before)
}

fn render(article: &Article) {
    std::hint::black_box(article.to_markdown().len());
    std::hint::black_box(article.to_html().len());
    // As the program does it: to a stream.
    #[cfg(feature = "serde")]
    serde_json::to_writer_pretty(std::io::sink(), article).expect("a sink takes everything");
}

/// Measures the time that this thread has on the processor; where that is not to be had, the time on the wall.
struct Clock {
    wall: Instant,
    processor: Option<f64>,
}

impl Clock {
    fn start() -> Clock {
        Clock { wall: Instant::now(), processor: processor_time() }
    }

    fn nanoseconds(&self) -> f64 {
        match (self.processor, processor_time()) {
            (Some(start), Some(end)) if end > start => end - start,
            _ => self.wall.elapsed().as_nanos() as f64,
        }
    }
}

fn processor_time() -> Option<f64> {
    std::fs::read_to_string("/proc/thread-self/schedstat").ok()?.split(' ').next()?.parse().ok()
}
