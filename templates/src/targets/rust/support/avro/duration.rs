
    form!(
        Text: super::IsoDuration, String, Type::Duration,
        |value, out| write::string(out, &value.to_string()),
        |source| {
            let text = source.string()?;
            text.parse().map_err(|_| source.out_of_range("an ISO 8601 duration"))
        }
    );
