//! Papers, and pages of no known platform: what labels and shapes tell.

use super::{Layout, Page};
use crate::record::Platform;

/// The layout of everything that no platform claims.
pub(super) struct Plain;

impl Layout for Plain {
    fn platform(&self) -> Platform {
        Platform::Other
    }

    fn claims(&self, _: &Page) -> bool {
        true
    }
}
