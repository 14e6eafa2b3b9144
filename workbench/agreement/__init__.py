"""How far coders agree: units, coefficients, where they disagree, and what they settle on."""
