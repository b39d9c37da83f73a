//! Files of arrays, written by hand.

/// A .npy file, format 1.0, with the header that `numpy.save` writes.
pub(crate) fn file(descr: &str, fortran: bool, shape: &str, numbers: &[u8]) -> Vec<u8> {
    let order = if fortran { "True" } else { "False" };
    with_header(
        &format!("{{'descr': {descr}, 'fortran_order': {order}, 'shape': {shape}, }}"),
        numbers,
    )
}

/// A .npy file, format 1.0, with any header.
pub(crate) fn with_header(header: &str, numbers: &[u8]) -> Vec<u8> {
    let mut text = header.to_owned();
    while !(10 + text.len() + 1).is_multiple_of(64) {
        text.push(' ');
    }
    text.push('\n');
    let length = u16::try_from(text.len()).expect("a short header");
    [
        b"\x93NUMPY\x01\x00".as_slice(),
        &length.to_le_bytes(),
        text.as_bytes(),
        numbers,
    ]
    .concat()
}
