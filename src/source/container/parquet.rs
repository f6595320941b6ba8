//! Parquet: a row a page, in one of its columns.
//!
//! Only the columns of pages and ids are read, a few rows at a time; a page that the file says once for many rows is in
//! memory once.

use std::fs::File;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use arrow_array::cast::AsArray;
use arrow_array::types::{Int32Type, Int64Type};
use arrow_array::{Array, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::reader::ChunkReader;

use super::super::input::Input;
use super::json::{ID, TEXT, lacks, no_text};
use super::unpack::damaged;
use super::{Members, Seekable, SourceErrorKind, Wanted};
use crate::source::MAX_BYTES;

/// Rows that are unpacked at once.
const ROWS: usize = 64;
const WHOLE: &str = "a whole Parquet file";

/// The rows of the file `from`.
///
/// # Errors
/// It is damaged, or no column holds pages.
pub(super) fn rows(from: Seekable, uri: &str, wanted: &Wanted) -> Result<Members, SourceErrorKind> {
    match from {
        Seekable::File(path, passed) => read(File::open(path)?, passed, uri, wanted),
        // those were counted on their way into memory
        Seekable::Bytes(bytes) => read(bytes, Arc::default(), uri, wanted),
    }
}

fn read<R: ChunkReader + 'static>(
    from: R,
    passed: Arc<AtomicU64>,
    uri: &str,
    wanted: &Wanted,
) -> Result<Members, SourceErrorKind> {
    let broken = |error| damaged(WHOLE, &error);
    // what the writer's own types were does not matter
    let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
    let metadata = ArrowReaderMetadata::load(&from, options.clone()).map_err(broken)?;
    let fields: Vec<Field> = metadata.schema().fields().iter().map(|field| as_view(field)).collect();
    let is_text = |field: &Field| matches!(field.data_type(), DataType::Utf8View | DataType::BinaryView);
    let find = |name: &str| fields.iter().position(|field| field.name() == name);
    let column = wanted.column.as_deref();
    let text = match column {
        Some(column) => find(column),
        None => TEXT.iter().filter_map(|name| find(name)).find(|place| is_text(&fields[*place])),
    };
    let names = || fields.iter().map(|field| field.name().clone()).collect::<Vec<String>>();
    let text = text.ok_or_else(|| lacks(column, &names()))?;
    if !is_text(&fields[text]) {
        return Err(no_text(column, &fields[text].data_type().to_string()));
    }
    let named = |field: &Field| is_text(field) || matches!(field.data_type(), DataType::Int32 | DataType::Int64);
    let id = ID.iter().filter_map(|name| find(name)).find(|place| *place != text && named(&fields[*place]));
    let (text_name, id_name) = (fields[text].name().clone(), id.map(|place| fields[place].name().clone()));

    let options = options.with_schema(Arc::new(Schema::new(fields)));
    let metadata = ArrowReaderMetadata::try_new(metadata.metadata().clone(), options).map_err(broken)?;
    let row_bytes =
        from.len() / u64::try_from(metadata.metadata().file_metadata().num_rows()).unwrap_or_default().max(1);
    let mask = ProjectionMask::roots(metadata.parquet_schema(), [text].into_iter().chain(id));
    let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(from, metadata);
    let mut batches = builder.with_projection(mask).with_batch_size(ROWS).build().map_err(broken)?;
    let uri = uri.to_owned();
    let mut number = 0_u64;
    let mut over = false;
    Ok(Box::new(
        std::iter::from_fn(move || {
            if over {
                return None;
            }
            let inputs = match batches.next()? {
                Ok(batch) => {
                    let (first, column) = (number, batch.column_by_name(&text_name)?.clone());
                    number += batch.num_rows() as u64;
                    passed.fetch_add(row_bytes * batch.num_rows() as u64, Ordering::Relaxed);
                    (0..batch.num_rows())
                        .map(|row| {
                            let id = id_name.as_ref().and_then(|name| name_of(&batch, name, row));
                            let id = id.unwrap_or_else(|| (first + row as u64 + 1).to_string());
                            page(format!("{uri}!/{id}"), column.as_ref(), row, &text_name)
                        })
                        .collect::<Vec<Input>>()
                }
                Err(error) => {
                    over = true;
                    vec![Input::failed(uri.as_str(), damaged(WHOLE, &error))]
                }
            };
            Some(inputs)
        })
        .flatten(),
    ))
}

/// Text and bytes as views, which share what is the same in many rows.
fn as_view(field: &Field) -> Field {
    match field.data_type() {
        DataType::Utf8 => field.clone().with_data_type(DataType::Utf8View),
        DataType::Binary => field.clone().with_data_type(DataType::BinaryView),
        _ => field.clone(),
    }
}

fn page(uri: String, column: &dyn Array, row: usize, name: &str) -> Input {
    match value(column, row) {
        None => Input::failed(uri, no_text(Some(name), "null")),
        Some(value) if value.len() as u64 > MAX_BYTES => {
            Input::failed(uri, SourceErrorKind::TooLarge { bytes: value.len() as u64 })
        }
        Some(value) => Input::of_bytes(uri, value.to_vec()),
    }
}

fn value(column: &dyn Array, row: usize) -> Option<&[u8]> {
    if column.is_null(row) {
        return None;
    }
    match column.data_type() {
        DataType::Utf8View => Some(column.as_string_view().value(row).as_bytes()),
        DataType::BinaryView => Some(column.as_binary_view().value(row)),
        _ => None,
    }
}

fn name_of(batch: &RecordBatch, name: &str, row: usize) -> Option<String> {
    let column = batch.column_by_name(name)?;
    if column.is_null(row) {
        return None;
    }
    let text = match column.data_type() {
        DataType::Int32 => column.as_primitive::<Int32Type>().value(row).to_string(),
        DataType::Int64 => column.as_primitive::<Int64Type>().value(row).to_string(),
        _ => String::from_utf8_lossy(value(column, row)?).into_owned(),
    };
    (!text.trim().is_empty()).then_some(text)
}
