//! `bodytext serve`, as a client sees it.

mod endpoints;
mod fetching;
mod load;
mod server;
