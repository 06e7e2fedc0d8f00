//! Remembering what takes long: the same draft is printed again and again.

use std::sync::{Mutex, PoisonError};

/// The last few results of a pure function, by what it was given.
pub struct Memo<K, V>(Mutex<Vec<(K, V)>>);

/// A form uses four faces or so; two forms at a time are remembered.
const MOST: usize = 10;

impl<K: PartialEq, V: Clone> Memo<K, V> {
    pub const fn new() -> Self {
        Memo(Mutex::new(Vec::new()))
    }

    /// The result for `key`, made only where it is not remembered.
    pub fn get<E>(&self, key: K, make: impl FnOnce(&K) -> Result<V, E>) -> Result<V, E> {
        let known = |list: &[(K, V)]| list.iter().find(|(old, _)| *old == key).map(|(_, value)| value.clone());
        if let Some(value) = known(&self.0.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(value);
        }
        let value = make(&key)?;
        let mut list = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if list.len() >= MOST {
            list.remove(0);
        }
        list.push((key, value.clone()));
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_result_is_made_once() {
        let memo = Memo::new();
        let get = |key: usize| memo.get(key, |key| if *key > 90 { Err(()) } else { Ok(key * 2) });
        assert_eq!((get(4), get(99), memo.get(4, |_| Err(()))), (Ok(8), Err(()), Ok(8)));
        (10..30).for_each(|key| _ = get(key));
        assert_eq!(memo.get(4, |_| Err(())), Err(()));
    }
}
