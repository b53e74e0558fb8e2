//! Addresses in text that parsers of GitHub's Markdown make links of.
//!
//! A bare address (`www.…`, `https://…`) is a link to many parsers, as far as white space or a `<`, and all that is in
//! between is taken as it stands: a backslash, a reference or the delimiters of a mark are none there. So an address that runs
//! into anything but plain text is written so that it is no link: with a reference in the place of one character, which looks
//! the same. One that stands by itself is left as it is.

/// What is known of the run of characters at hand, from the last white space on.
#[derive(Clone, Debug, Default)]
pub(super) struct Autolinks {
    /// Where in the output the characters stand that make links of what follows them.
    starts: Vec<usize>,
    state: State,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// No address has begun.
    #[default]
    Outside,
    /// All since an address began is plain text.
    Inside,
    /// A delimiter came after an address: no part of it if it ends here.
    Delimited,
    /// The addresses of this run are written so that they are none.
    Broken,
}

impl Autolinks {
    /// Whether plain text has to be told character by character.
    pub(super) fn is_inside(&self) -> bool {
        self.state != State::Outside
    }

    /// Whether an address may be at hand that would swallow what follows.
    pub(super) fn is_open(&self) -> bool {
        matches!(self.state, State::Inside | State::Delimited)
    }

    /// The character that makes an address of what is around it comes next, at the end of `out`. Gives what to write in its
    /// place, if it must not.
    pub(super) fn start(&mut self, out: &mut String, c: char) -> Option<&'static str> {
        if self.state == State::Delimited {
            self.interrupt(out);
        }
        if self.state == State::Broken {
            return Some(reference(c == '.'));
        }
        self.state = State::Inside;
        self.starts.push(out.len());
        None
    }

    /// Plain text comes next.
    pub(super) fn plain(&mut self, out: &mut String, c: char) {
        if self.state == State::Delimited && !matches!(c, '?' | '!' | '.' | ',' | ':' | '*' | '_' | '~') {
            self.interrupt(out);
        }
    }

    /// A delimiter of emphasis comes next: at the end of an address it is no part of it.
    pub(super) fn delimiter(&mut self) {
        if self.state == State::Inside {
            self.state = State::Delimited;
        }
    }

    /// White space comes next, or something else that no address goes on behind.
    pub(super) fn end(&mut self) {
        self.starts.clear();
        self.state = State::Outside;
    }

    /// Something comes next that must not be swallowed: an escape, a bracket, code. Costs as much as what stands since the
    /// address began, once for each run.
    pub(super) fn interrupt(&mut self, out: &mut String) {
        if !self.is_open() {
            return;
        }
        self.state = State::Broken;
        let Some(&first) = self.starts.first() else { return };
        let tail = out.split_off(first);
        let mut done = 0;
        for start in self.starts.drain(..) {
            let at = start - first;
            out.push_str(&tail[done..at]);
            out.push_str(reference(tail.as_bytes().get(at) == Some(&b'.')));
            done = at + 1;
        }
        out.push_str(&tail[done..]);
    }
}

/// The reference for the character of an address that makes a link of it.
fn reference(is_dot: bool) -> &'static str {
    if is_dot { "&#46;" } else { "&#58;" }
}

/// Whether the full stop or the colon at `at` makes an address of what stands around it, as in `www.` and `https://`.
pub(super) fn starts_at(text: &str, at: usize) -> bool {
    let bytes = text.as_bytes();
    match bytes[at] {
        b'.' => at >= 3 && bytes[at - 3..at].eq_ignore_ascii_case(b"www"),
        _ => at >= 1 && bytes[at - 1].is_ascii_alphanumeric() && bytes[at..].starts_with(b"://"),
    }
}
