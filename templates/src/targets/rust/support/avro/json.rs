
    form!(
        Text: serde_json::Value, String, Type::Json,
        |value, out| write::string(out, &value.to_string()),
        |source| {
            let text = source.string()?;
            serde_json::from_str(text).map_err(|_| source.out_of_range("JSON"))
        }
    );
