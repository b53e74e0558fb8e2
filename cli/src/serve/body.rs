//! The bodies of requests.

use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
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
            let count = u32::try_from(data.len()).map_err(|_| NotRead::TooLarge)?;
            let more = Arc::clone(room).try_acquire_many_owned(count).map_err(|_| NotRead::NoRoom)?;
            match &mut read.share {
                Some(share) => share.merge(more),
                none => *none = Some(more),
            }
            read.bytes.extend_from_slice(&data);
        }
        Ok(())
    };
    timeout(time, all).await.map_err(|_| NotRead::Late)??;
    Ok(read)
}
