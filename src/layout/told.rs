//! Platforms told by their own words, whose pages need nothing beyond what labels and shapes tell.

use super::Layout;
use super::tells::{Page, Tell};
use crate::record::Platform;

/// A platform and what only its pages say.
pub(super) struct Told {
    platform: Platform,
    tell: Tell,
    /// What another platform's pages say that say the same.
    unless: Option<Tell>,
}

impl Layout for Told {
    fn platform(&self) -> Platform {
        self.platform
    }

    fn claims(&self, page: &Page) -> bool {
        match page.hint {
            Some(hint) => hint == self.platform.as_str(),
            None => page.says(self.tell) && !self.unless.is_some_and(|other| page.says(other)),
        }
    }
}

const fn told(platform: Platform, tell: Tell) -> Told {
    Told { platform, tell, unless: None }
}

pub(super) static ETILLER: Told = Told { unless: Some(Tell::History), ..told(Platform::Etiller, Tell::Etiller) };
pub(super) static HANSPUB: Told = told(Platform::Hanspub, Tell::Hanspub);
pub(super) static OJS: Told = told(Platform::Ojs, Tell::Ojs);
pub(super) static SCIENGINE: Told = told(Platform::Sciengine, Tell::Sciengine);
pub(super) static FOUNDER: Told = told(Platform::Founder, Tell::Founder);
pub(super) static CNKI: Told = told(Platform::Cnki, Tell::Cnki);
pub(super) static WANFANG: Told = told(Platform::Wanfang, Tell::Wanfang);
