//! Shadow trees that stand in the markup: `<template shadowrootmode>`.
//!
//! What such a template holds is what the page shows in the element around it, its host; what the host holds besides is shown
//! in the slots of the shadow tree, and nowhere without a slot. So this is put in place after parsing, as browsers do it
//! where they lay out a page: the parser's own tree stays the one that the standard asks for.

use super::{Attr, Dom, NodeId, Tag};
use std::collections::{HashMap, HashSet};

/// How many shadow trees are put in place at most. More than so many are not meant to be read.
const MOST_ROOTS: usize = 4096;

/// Shows shadow trees in their hosts, and in their slots what belongs there. Linear in the size of the document.
pub(crate) fn compose(dom: &mut Dom<'_>, max_depth: usize) {
    let roots = dom.take_shadow_roots();
    if roots.is_empty() {
        return;
    }
    let mut hosts: HashSet<NodeId> = HashSet::new();
    for (template, contents) in roots.into_iter().take(MOST_ROOTS) {
        let is_tree = dom.attr(template, Attr::Shadowrootmode).is_some_and(|mode| {
            let mode = mode.trim();
            mode.eq_ignore_ascii_case("open") || mode.eq_ignore_ascii_case("closed")
        });
        // An element has one shadow tree: a second template is a template.
        if let Some(host) = dom.parent(template).filter(|&host| is_tree && dom.tag(host).is_some())
            && hosts.insert(host)
        {
            show(dom, host, template, contents);
        }
    }
    dom.unwrap_below(max_depth);
}

/// Puts one shadow tree in the place of what its host holds.
fn show(dom: &mut Dom<'_>, host: NodeId, template: NodeId, contents: NodeId) {
    let mut slots: HashMap<String, NodeId> = HashMap::new();
    let mut shows_anything = false;
    for node in dom.descendants(contents) {
        match dom.tag(node) {
            Some(Tag::Slot) => {
                slots.entry(dom.attr(node, Attr::Name).unwrap_or_default().to_owned()).or_insert(node);
            }
            Some(Tag::Img | Tag::Video | Tag::Iframe) => shows_anything = true,
            Some(_) => {}
            None => {
                let parent = dom.parent(node).and_then(|parent| dom.tag(parent));
                shows_anything |= !parent.is_some_and(Tag::is_silent) && !dom.text(node).trim().is_empty();
            }
        }
    }
    // A tree of nothing but styles waits for a script to fill it: until then the host is what there is to read.
    if slots.is_empty() && !shows_anything {
        return;
    }
    let mut filled: HashSet<NodeId> = HashSet::new();
    let mut next = dom.first_child(host);
    while let Some(child) = next {
        next = dom.next_sibling(child);
        if dom.tag(child) == Some(Tag::Template) && dom.attr(child, Attr::Shadowrootmode).is_some() {
            continue;
        }
        let slot = slots.get(dom.attr(child, Attr::Slot).unwrap_or_default()).copied();
        dom.detach(child);
        if let Some(slot) = slot {
            // White space alone does not take the place of what a slot shows by itself.
            if dom.tag(child).is_some() || !dom.text(child).trim().is_empty() {
                if filled.insert(slot) {
                    empty(dom, slot);
                }
                dom.append(slot, child);
            } else if filled.contains(&slot) {
                dom.append(slot, child);
            }
        }
    }
    let mut next = dom.first_child(contents);
    while let Some(child) = next {
        next = dom.next_sibling(child);
        dom.detach(child);
        dom.insert_before(template, child);
    }
    dom.detach(template);
}

/// Takes out what an element holds.
fn empty(dom: &mut Dom<'_>, element: NodeId) {
    while let Some(child) = dom.first_child(element) {
        dom.detach(child);
    }
}
