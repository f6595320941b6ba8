//! Random numbers that are the same on every machine.

/// A small generator (splitmix64).
#[derive(Clone)]
pub struct Dice(u64);

impl Dice {
    /// The numbers of `seed` for `purpose`; another purpose gives others.
    pub fn new(seed: u64, purpose: u64) -> Dice {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ purpose.wrapping_mul(0xD1B5_4A32_D192_ED03));
        dice.roll();
        dice
    }

    pub fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number from 0, less than `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.roll()) * end as u128) >> 64) as usize
    }

    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }

    /// True `percent` times of a hundred.
    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn share(&mut self) -> f64 {
        (self.roll() >> 11) as f64 / (1_u64 << 53) as f64
    }

    pub fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// `many` places of a list of `len`, each once; all of them where there are no more.
    pub fn sample(&mut self, len: usize, many: usize) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::with_capacity(many);
        while places.len() < many.min(len) {
            let place = self.below(len);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        places
    }
}
