fn main() {
    let g = factum_grammar::Grammar::default();
    for a in std::env::args().skip(1) {
        let v = g.judge(&a);
        println!(
            "{a}: {} {:?} {:.2} {} {:?} | {:?}",
            v.label,
            v.verb,
            v.confidence,
            v.reason(),
            v.suggestions(),
            factum_grammar::words::split(&a)
                .map(|w| w.text)
                .collect::<Vec<_>>()
        );
    }
}
