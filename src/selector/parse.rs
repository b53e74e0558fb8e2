//! From text to a selector.

use super::{Compare, Path, Step, Test};
use crate::error::SelectorProblem;

/// Where the problem stands, and what it is.
type Failure = (usize, SelectorProblem);

/// Reads a list of selectors. Linear in its length.
pub(super) fn parse(written: &str) -> Result<Vec<Path>, Failure> {
    let mut parser = Parser { text: written, at: 0 };
    let mut paths = Vec::new();
    loop {
        paths.push(parser.path()?);
        if parser.peek().is_none() {
            return Ok(paths);
        }
        // What ends a path before the end of the text is a comma.
        parser.at += 1;
    }
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl Parser<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, expected: char) -> bool {
        let taken = self.peek() == Some(expected);
        self.at += if taken { expected.len_utf8() } else { 0 };
        taken
    }

    /// Passes over white space; whether there was any.
    fn space(&mut self) -> bool {
        let space = self.rest().len() - self.rest().trim_start().len();
        self.at += space;
        space > 0
    }

    fn fail<T>(&self, problem: SelectorProblem) -> Result<T, Failure> {
        Err((self.at, problem))
    }

    /// Steps up to a comma or the end.
    fn path(&mut self) -> Result<Path, Failure> {
        self.space();
        let mut steps = vec![Step { is_child: false, tests: self.compound()? }];
        loop {
            let apart = self.space();
            let is_child = match self.peek() {
                None | Some(',') => return Ok(Path { steps }),
                Some('>') => {
                    self.at += 1;
                    self.space();
                    true
                }
                Some('+' | '~' | '|') => return self.fail(SelectorProblem::Combinator),
                Some(_) if apart => false,
                Some(_) => return self.fail(SelectorProblem::Character),
            };
            steps.push(Step { is_child, tests: self.compound()? });
        }
    }

    /// One element: all that is asked of it.
    fn compound(&mut self) -> Result<Vec<Test>, Failure> {
        let mut tests = Vec::new();
        let start = self.at;
        if !self.take('*')
            && let Some(name) = self.name()
        {
            tests.push(Test::Element(name.to_ascii_lowercase()));
        }
        loop {
            match self.peek() {
                Some('.') => {
                    self.at += 1;
                    tests.push(Test::Class(self.expect_name()?));
                }
                Some('#') => {
                    self.at += 1;
                    tests.push(Test::Id(self.expect_name()?));
                }
                Some('[') => tests.push(self.attribute()?),
                Some(':') => return self.fail(SelectorProblem::Pseudo),
                Some(next) if self.at == start => {
                    let can_follow = next == ',' || next == '>';
                    return self.fail(if can_follow { SelectorProblem::Missing } else { SelectorProblem::Character });
                }
                None if self.at == start => return self.fail(SelectorProblem::Missing),
                _ => return Ok(tests),
            }
        }
    }

    fn attribute(&mut self) -> Result<Test, Failure> {
        let start = self.at;
        let unclosed = |parser: &Self, problem| match parser.peek() {
            None => Err((start, SelectorProblem::Unclosed)),
            Some(_) => parser.fail(problem),
        };
        self.at += 1;
        self.space();
        let Some(name) = self.name() else { return unclosed(self, SelectorProblem::Name) };
        let name = name.to_ascii_lowercase();
        self.space();
        let compare = match self.peek() {
            Some(']') => Compare::Exists,
            Some('=') => Compare::Equals,
            Some('~') => Compare::Word,
            Some('|') => Compare::Hyphen,
            Some('^') => Compare::Prefix,
            Some('$') => Compare::Suffix,
            Some('*') => Compare::Contains,
            _ => return unclosed(self, SelectorProblem::Character),
        };
        let (mut value, mut ignore_case) = (String::new(), false);
        if compare != Compare::Exists {
            self.at += usize::from(compare != Compare::Equals);
            if !self.take('=') {
                return unclosed(self, SelectorProblem::Character);
            }
            self.space();
            value = match self.peek() {
                Some(quote @ ('"' | '\'')) => self.quoted(quote)?,
                _ => match self.word() {
                    Some(value) => value,
                    None => return unclosed(self, SelectorProblem::Value),
                },
            };
            self.space();
            ignore_case = self.take('i') || self.take('I');
            self.space();
        }
        if !self.take(']') {
            return unclosed(self, SelectorProblem::Character);
        }
        Ok(Test::Attribute { name, compare, value, ignore_case })
    }

    fn quoted(&mut self, quote: char) -> Result<String, Failure> {
        let start = self.at;
        self.at += 1;
        let mut out = String::new();
        loop {
            match self.peek() {
                None => return Err((start, SelectorProblem::Unclosed)),
                Some(next) if next == quote => {
                    self.at += 1;
                    return Ok(out);
                }
                Some('\\') => out.extend(self.escape()),
                Some(next) => {
                    out.push(next);
                    self.at += next.len_utf8();
                }
            }
        }
    }

    fn expect_name(&mut self) -> Result<String, Failure> {
        match self.name() {
            Some(name) => Ok(name),
            None => self.fail(SelectorProblem::Name),
        }
    }

    /// A name, which begins with no digit.
    fn name(&mut self) -> Option<String> {
        if self.peek()?.is_ascii_digit() { None } else { self.word() }
    }

    /// A run of characters that names are made of.
    fn word(&mut self) -> Option<String> {
        let mut out = String::new();
        while let Some(next) = self.peek() {
            if next == '\\' {
                out.extend(self.escape());
            } else if next.is_ascii_alphanumeric() || matches!(next, '-' | '_') || !next.is_ascii() {
                out.push(next);
                self.at += next.len_utf8();
            } else {
                break;
            }
        }
        Some(out).filter(|out| !out.is_empty())
    }

    /// A backslash with what it takes the meaning from: a character, or the number of one with a space after it.
    fn escape(&mut self) -> Option<char> {
        self.at += 1;
        let digits = self.rest().bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        if digits == 0 {
            let next = self.peek()?;
            self.at += next.len_utf8();
            return Some(next);
        }
        let number = u32::from_str_radix(&self.rest()[..digits], 16).ok();
        self.at += digits;
        if self.peek().is_some_and(char::is_whitespace) {
            self.take(' ');
        }
        Some(number.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER))
    }
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, SelectorProblem};
    use crate::selector::Selector;

    fn problem(written: &str) -> Option<(usize, SelectorProblem)> {
        match written.parse::<Selector>() {
            Ok(_) => None,
            Err(Error::Selector { at, problem, .. }) => Some((at, problem)),
        }
    }

    #[test]
    fn what_can_be_written() {
        for written in [
            "p",
            "*",
            "my-element",
            ".a.b#c",
            " p , .x ",
            "a>b",
            "a > b c",
            "[a]",
            "[ a = b ]",
            "[a~='b c']",
            "[a|=b]",
            "[a^=\"b\"]",
            "[a$=b]",
            "[a*=b i]",
            "*[a]",
            r".md\:hidden",
            r"#\31 0",
            ".中文",
            "[data-x='a]b']",
            "[tabindex=0]",
        ] {
            assert_eq!(problem(written), None, "{written}");
        }
    }

    #[test]
    fn what_cannot_is_said_with_its_place() {
        use SelectorProblem::*;
        for (written, expected) in [
            ("", (0, Missing)),
            ("p,", (2, Missing)),
            (", p", (0, Missing)),
            ("p >", (3, Missing)),
            ("p > > b", (4, Missing)),
            (".", (1, Name)),
            ("p.1", (2, Name)),
            ("[]", (1, Name)),
            ("[a=]", (3, Value)),
            ("p[a", (1, Unclosed)),
            ("[a='b]", (3, Unclosed)),
            ("p:hover", (1, Pseudo)),
            ("a + b", (2, Combinator)),
            ("a ~ b", (2, Combinator)),
            ("a!b", (1, Character)),
            ("(a)", (0, Character)),
            ("[a?b]", (2, Character)),
        ] {
            assert_eq!(problem(written), Some(expected), "{written}");
        }
    }
}
