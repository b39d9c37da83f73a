//! Throwaway.
#[test]
fn dump() -> Result<(), Box<dyn std::error::Error>> {
    let only: Vec<ergotropy_paper::Item> = ergotropy_paper::claims::all()
        .iter()
        .map(|t| t.id.parse())
        .collect::<Result<_, _>>()?;
    let began = std::time::Instant::now();
    let summary = ergotropy_paper::write(&ergotropy_paper::Request {
        out: "/tmp/claims-new".into(),
        only,
        progress: false,
    })?;
    println!("{summary} {:?}", began.elapsed());
    Ok(())
}
