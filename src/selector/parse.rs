//! From text to a selector.

use super::{AttributeMatcher, Combinator, ComplexSelector, CompoundSelector, SimpleSelector, StructuralPseudoClass};
use crate::error::SelectorProblem;

/// Where the problem stands, and what it is.
type Failure = (usize, SelectorProblem);

/// How deep brackets may nest: far more than anybody writes, and little for the stack.
const MAX_NESTING: usize = 16;

/// Reads a list of selectors. Linear in its length.
pub(super) fn parse(written: &str) -> Result<Vec<ComplexSelector>, Failure> {
    let mut parser = Parser { text: written, at: 0, nesting: 0, in_has: false };
    parser.list(false)
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// How many brackets of pseudo-classes are open.
    nesting: usize,
    /// Whether one of them is that of `:has()`.
    in_has: bool,
}

impl Parser<'_> {
    /// Paths with commas between them, up to the bracket that closes them or to the end. Those in `:has()` may begin with a
    /// combinator.
    fn list(&mut self, is_relative: bool) -> Result<Vec<ComplexSelector>, Failure> {
        let mut paths = Vec::new();
        loop {
            paths.push(self.path(is_relative)?);
            if !self.take(',') {
                return Ok(paths);
            }
        }
    }

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

    /// Steps up to a comma, the bracket that closes the list, or the end.
    fn path(&mut self, is_relative: bool) -> Result<ComplexSelector, Failure> {
        self.space();
        let first = if is_relative { self.combinator() } else { None };
        let mut compounds = vec![CompoundSelector {
            combinator: first.unwrap_or(Combinator::Descendant),
            simple_selectors: self.compound()?,
        }];
        loop {
            let apart = self.space();
            let combinator = match self.peek() {
                None | Some(',') => return Ok(ComplexSelector { compounds }),
                Some(')') if self.nesting > 0 => return Ok(ComplexSelector { compounds }),
                Some('|') => return self.fail(SelectorProblem::Combinator),
                Some(_) => match self.combinator() {
                    Some(combinator) => combinator,
                    None if apart => Combinator::Descendant,
                    None => return self.fail(SelectorProblem::Character),
                },
            };
            compounds.push(CompoundSelector { combinator, simple_selectors: self.compound()? });
        }
    }

    /// A combinator that is a character, with the space after it.
    fn combinator(&mut self) -> Option<Combinator> {
        let combinator = match self.peek()? {
            '>' => Combinator::Child,
            '+' => Combinator::NextSibling,
            '~' => Combinator::SubsequentSibling,
            _ => return None,
        };
        self.at += 1;
        self.space();
        Some(combinator)
    }

    /// One element: all that is asked of it.
    fn compound(&mut self) -> Result<Vec<SimpleSelector>, Failure> {
        let mut tests = Vec::new();
        let start = self.at;
        if !self.take('*')
            && let Some(name) = self.name()
        {
            tests.push(SimpleSelector::Element(name.to_ascii_lowercase()));
        }
        loop {
            match self.peek() {
                Some('.') => {
                    self.at += 1;
                    tests.push(SimpleSelector::Class(self.expect_name()?));
                }
                Some('#') => {
                    self.at += 1;
                    tests.push(SimpleSelector::Id(self.expect_name()?));
                }
                Some('[') => tests.push(self.attribute()?),
                Some(':') => tests.push(self.pseudo_class()?),
                Some(next) if self.at == start => {
                    let can_follow = matches!(next, ',' | '>' | '+' | '~') || (next == ')' && self.nesting > 0);
                    return self.fail(if can_follow { SelectorProblem::Missing } else { SelectorProblem::Character });
                }
                None if self.at == start => return self.fail(SelectorProblem::Missing),
                _ => return Ok(tests),
            }
        }
    }

    /// A pseudo-class, from its colon on.
    fn pseudo_class(&mut self) -> Result<SimpleSelector, Failure> {
        let start = self.at;
        self.at += 1;
        let name = self.name().unwrap_or_default().to_ascii_lowercase();
        let unknown = Err((start, SelectorProblem::Pseudo));
        if !self.take('(') {
            return match name.as_str() {
                "first-child" => Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::FirstChild)),
                "last-child" => Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::LastChild)),
                "only-child" => Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::OnlyChild)),
                "empty" => Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::Empty)),
                "root" => Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::Root)),
                _ => unknown,
            };
        }
        let test = match name.as_str() {
            "nth-child" => self.nth_child()?,
            "is" | "where" | "matches" | "any" => SimpleSelector::Is(self.nested(start, false)?),
            "not" => SimpleSelector::Not(self.nested(start, false)?),
            "has" => SimpleSelector::Has(self.nested(start, true)?),
            _ => return unknown,
        };
        if self.take(')') { Ok(test) } else { self.unclosed(start, SelectorProblem::Character) }
    }

    /// The list in the brackets of a pseudo-class that begins at `start`.
    fn nested(&mut self, start: usize, is_has: bool) -> Result<Vec<ComplexSelector>, Failure> {
        if self.nesting == MAX_NESTING || (is_has && self.in_has) {
            return Err((start, SelectorProblem::Nesting));
        }
        self.nesting += 1;
        self.in_has |= is_has;
        let list = match self.list(is_has) {
            // A list that breaks off is one that does not end.
            Err((at, SelectorProblem::Missing)) if at == self.text.len() => Err((start, SelectorProblem::Unclosed)),
            list => list,
        };
        self.nesting -= 1;
        self.in_has &= !is_has;
        list
    }

    /// What stands in the brackets of `:nth-child`: `odd`, `even`, `3`, `2n+1`, `-n+3`.
    fn nth_child(&mut self) -> Result<SimpleSelector, Failure> {
        let start = self.at;
        let end = self.rest().find(')').map_or(self.text.len(), |length| start + length);
        let written: String = self.text[start..end].chars().filter(|c| !c.is_whitespace()).collect();
        let written = written.to_ascii_lowercase();
        let place = match written.as_str() {
            "odd" => Some((2, 1)),
            "even" => Some((2, 0)),
            _ => match written.split_once('n') {
                None => written.parse().ok().map(|offset| (0, offset)),
                Some((step, offset)) => {
                    let step = match step {
                        "" | "+" => Some(1),
                        "-" => Some(-1),
                        step => step.parse().ok(),
                    };
                    step.zip(if offset.is_empty() { Some(0) } else { offset.parse().ok() })
                }
            },
        };
        let Some((step, offset)) = place else { return self.fail(SelectorProblem::Value) };
        self.at = end;
        Ok(SimpleSelector::PseudoClass(StructuralPseudoClass::NthChild { step, offset }))
    }

    /// A failure here, or, where the text ends, that what began at `start` does not.
    fn unclosed<T>(&self, start: usize, problem: SelectorProblem) -> Result<T, Failure> {
        match self.peek() {
            None => Err((start, SelectorProblem::Unclosed)),
            Some(_) => self.fail(problem),
        }
    }

    fn attribute(&mut self) -> Result<SimpleSelector, Failure> {
        let start = self.at;
        self.at += 1;
        self.space();
        let Some(name) = self.name() else { return self.unclosed(start, SelectorProblem::Name) };
        let name = name.to_ascii_lowercase();
        self.space();
        let matcher = match self.peek() {
            Some(']') => AttributeMatcher::Exists,
            Some('=') => AttributeMatcher::Equals,
            Some('~') => AttributeMatcher::Word,
            Some('|') => AttributeMatcher::Hyphen,
            Some('^') => AttributeMatcher::Prefix,
            Some('$') => AttributeMatcher::Suffix,
            Some('*') => AttributeMatcher::Contains,
            _ => return self.unclosed(start, SelectorProblem::Character),
        };
        let (mut value, mut ignore_case) = (String::new(), false);
        if matcher != AttributeMatcher::Exists {
            self.at += usize::from(matcher != AttributeMatcher::Equals);
            if !self.take('=') {
                return self.unclosed(start, SelectorProblem::Character);
            }
            self.space();
            value = match self.peek() {
                Some(quote @ ('"' | '\'')) => self.quoted(quote)?,
                _ => match self.word() {
                    Some(value) => value,
                    None => return self.unclosed(start, SelectorProblem::Value),
                },
            };
            self.space();
            ignore_case = self.take('i') || self.take('I');
            self.space();
        }
        if !self.take(']') {
            return self.unclosed(start, SelectorProblem::Character);
        }
        Ok(SimpleSelector::Attribute { name, matcher, value, ignore_case })
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
            Err(other) => panic!("{other}"),
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
            "a + b ~ c",
            "p:first-child:not(.a, b > c)",
            ":is(h2,h3):WHERE( p )",
            "div:has(> .ad, + p, ~ b, a b):empty",
            "li:nth-child( 2n + 1 ):nth-child(odd):nth-child(-n+3):nth-child(4)",
            "a:not(:has(b:is(c, d)))",
        ] {
            assert_eq!(problem(written), None, "{written}");
        }
    }

    #[test]
    fn brackets_in_brackets_end_somewhere() {
        let nested = |depth: usize| problem(&(":not(".repeat(depth) + "p" + &")".repeat(depth)));
        assert_eq!(nested(16), None);
        assert_eq!(nested(17), Some((80, SelectorProblem::Nesting)));
        assert_eq!(nested(100_000), Some((80, SelectorProblem::Nesting)));
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
            ("a || b", (2, Combinator)),
            ("a +", (3, Missing)),
            ("+ a", (0, Missing)),
            ("a + > b", (4, Missing)),
            ("p::before", (1, Pseudo)),
            ("p:not", (1, Pseudo)),
            ("p:not(", (1, Unclosed)),
            ("p:not(a", (1, Unclosed)),
            ("p:not()", (6, Missing)),
            ("p:not(a) )", (9, Character)),
            ("p:not(> a)", (6, Missing)),
            ("p:has(a:is(b:has(c)))", (12, Nesting)),
            ("p:nth-child(x)", (12, Value)),
            ("p:nth-child(2", (1, Unclosed)),
            ("a!b", (1, Character)),
            ("(a)", (0, Character)),
            ("[a?b]", (2, Character)),
        ] {
            assert_eq!(problem(written), Some(expected), "{written}");
        }
    }
}
