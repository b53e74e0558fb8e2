//! The bodies of requests.

use super::decode::Encoding;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// A body, and its share of the room for all of them.
pub(super) struct Read {
    pub(super) bytes: Vec<u8>,
    pub(super) share: Option<OwnedSemaphorePermit>,
}

/// Why a body was not read.
#[derive(Debug, PartialEq)]
pub(super) enum NotRead {
    TooLarge,
    /// All requests together have no more room.
    NoRoom,
    Late,
    /// The client has gone, or sends what is no HTTP.
    Broken,
    /// It is compressed in a way that is not undone here.
    UnknownEncoding,
    /// It is not compressed as its header says: how that is, and what is wrong.
    WrongEncoding(&'static str, String),
    /// It could not be decoded for a reason of the server's.
    Failed(String),
}

impl Read {
    /// Takes room for so many bytes more.
    fn take_room(&mut self, count: usize, room: &Arc<Semaphore>) -> Result<(), NotRead> {
        let count = u32::try_from(count).map_err(|_| NotRead::TooLarge)?;
        let more = Arc::clone(room).try_acquire_many_owned(count).map_err(|_| NotRead::NoRoom)?;
        match &mut self.share {
            Some(share) => share.merge(more),
            none => *none = Some(more),
        }
        Ok(())
    }

    /// Undoes encodings, the last one first. What comes out may be no longer than the body may be, and takes room as it comes.
    pub(super) async fn decoded(
        self,
        encodings: Vec<Encoding>,
        most: usize,
        room: &Arc<Semaphore>,
    ) -> Result<Read, NotRead> {
        let room = Arc::clone(room);
        let undo = move || {
            encodings.iter().rev().try_fold(self, |encoded, encoding| {
                let mut read = Read { bytes: Vec::new(), share: None };
                read.bytes = encoding.decode(&encoded.bytes, most, &mut |count| read.take_room(count, &room))?;
                Ok(read)
            })
        };
        spawn_blocking(undo).await.map_err(|error| NotRead::Failed(error.to_string()))?
    }
}

/// Reads a body. Its bytes take room as they come, so that who sends nothing takes none.
pub(super) async fn read(
    mut body: Incoming,
    most: usize,
    room: &Arc<Semaphore>,
    time: Duration,
) -> Result<Read, NotRead> {
    if body.size_hint().lower() > most as u64 {
        return Err(NotRead::TooLarge);
    }
    let mut read = Read { bytes: Vec::new(), share: None };
    let all = async {
        while let Some(frame) = body.frame().await {
            let Ok(data) = frame.map_err(|_| NotRead::Broken)?.into_data() else { continue };
            if read.bytes.len() + data.len() > most {
                return Err(NotRead::TooLarge);
            }
            read.take_room(data.len(), room)?;
            read.bytes.extend_from_slice(&data);
        }
        Ok(())
    };
    timeout(time, all).await.map_err(|_| NotRead::Late)??;
    Ok(read)
}
