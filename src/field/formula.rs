//! Formulas in running text: what `$\mathrm { C O } _ { 2 }$`, as OCR writes it, shows on the page: `CO2`.

/// No formula in a title or a keyword is longer.
const LONGEST: usize = 160;

/// Commands that change how letters look, and are none themselves.
#[rustfmt::skip]
const FONTS: &[&str] = &[
    "mathrm", "mathbf", "mathsf", "mathit", "mathtt", "mathfrak", "mathcal", "boldsymbol", "pmb", "bf", "rm", "it",
    "sf", "tt", "text", "textbf", "textit", "textrm", "scriptstyle", "displaystyle", "operatorname", "left", "right",
];

/// Commands that are a sign.
#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("alpha", "α"), ("beta", "β"), ("gamma", "γ"), ("delta", "δ"), ("epsilon", "ε"), ("varepsilon", "ε"), ("zeta", "ζ"),
    ("eta", "η"), ("theta", "θ"), ("iota", "ι"), ("kappa", "κ"), ("lambda", "λ"), ("mu", "μ"), ("nu", "ν"), ("xi", "ξ"),
    ("pi", "π"), ("rho", "ρ"), ("sigma", "σ"), ("tau", "τ"), ("phi", "φ"), ("varphi", "φ"), ("chi", "χ"), ("psi", "ψ"),
    ("omega", "ω"), ("Gamma", "Γ"), ("Delta", "Δ"), ("Theta", "Θ"), ("Lambda", "Λ"), ("Pi", "Π"), ("Sigma", "Σ"),
    ("Phi", "Φ"), ("Psi", "Ψ"), ("Omega", "Ω"), ("times", "×"), ("pm", "±"), ("sim", "~"), ("approx", "≈"), ("le", "≤"),
    ("leq", "≤"), ("ge", "≥"), ("geq", "≥"), ("to", "→"), ("rightarrow", "→"), ("cdot", "·"), ("circ", "°"),
    ("prime", "′"), ("ast", "*"), ("infty", "∞"),
];

/// `text` with its formulas as the page shows them, raised and lowered signs on the line; a formula with a command that
/// is not known stays as it is.
pub fn shown(text: String) -> String {
    if !text.contains('$') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some((before, behind)) = rest.split_once('$') {
        out.push_str(before);
        let Some((formula, behind)) = behind.split_once('$').filter(|(formula, _)| formula.len() <= LONGEST) else {
            out.push('$');
            rest = behind;
            continue;
        };
        match plain(formula) {
            Some(plain) => out.push_str(&plain),
            None => out.extend(["$", formula, "$"]),
        }
        rest = behind;
    }
    out.push_str(rest);
    out
}

/// What stands between two `$`, without the blanks that OCR puts between all signs.
fn plain(formula: &str) -> Option<String> {
    let mut out = String::with_capacity(formula.len());
    let mut chars = formula.chars().peekable();
    let mut blank = false;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let mut command = String::new();
                while let Some(letter) = chars.next_if(char::is_ascii_alphabetic) {
                    command.push(letter);
                }
                if command.is_empty() {
                    match chars.next()? {
                        c @ ('%' | '&' | '#' | '$' | '_') => out.push(c),
                        ' ' | ',' | ';' | ':' | '!' => blank = true,
                        '{' | '}' => {}
                        _ => return None,
                    }
                } else if let Some((_, sign)) = SIGNS.iter().find(|(name, _)| *name == command) {
                    out.push_str(sign);
                } else if !FONTS.contains(&command.as_str()) {
                    return None;
                }
            }
            '~' => blank = true,
            '{' | '}' | '^' | '_' | ' ' => {}
            c => {
                // any number of them is one
                if std::mem::take(&mut blank) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c);
            }
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_what_they_show() {
        for (text, expected) in [
            (r"light $\mathbf { \cdot } \mathbf { C O } _ { 2 }$ response", "light ·CO2 response"),
            (r"The $\mathbf { 3 0 \ n m }$ Chromatin", "The 30 nm Chromatin"),
            (r"${ \mathsf { C a } } ^ { 2 + }$", "Ca2+"),
            (r"$\delta ^ { 1 3 } \mathrm { C }$ 值", "δ13C 值"),
            (r"$6 \% \mathrm { S i }$ steel", "6%Si steel"),
            (r"$2 . 4 \mathrm { ~ \bf ~ m ~ }$望远镜", "2.4 m望远镜"),
            (r"factor $\odot$ and factor $\beta$ receptor", r"factor $\odot$ and factor β receptor"),
            // a command that is not known, and a sum of money
            (r"$\frac { 1 } { 2 }$ spin", r"$\frac { 1 } { 2 }$ spin"),
            ("costs of $5", "costs of $5"),
            ("no formula", "no formula"),
        ] {
            assert_eq!(shown(text.to_owned()), expected);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_makes_a_panic(text in r"[$\\{}^_ a-z%题]{0,40}") {
            let _ = shown(text);
        }
    }
}
