//! Parquet: zstd, typed columns, each column's sentence in its metadata.
//!
//! Rows go into hand-built column builders, thence in batches to the encoder, and a row group goes to the disk before
//! it outgrows its bounds, so that memory does not grow with the number of rows.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Float32Builder, Int16Builder, Int32Builder, Int64Builder, StringBuilder,
    TimestampMicrosecondBuilder,
};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use chrono::{Datelike, NaiveDate};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::{Error, File, Written};
use crate::table::{Cell, Column, Kind, Name, Rows, TABLES, Table};

/// Bounds of a row group: small enough for a laptop to hold nine of them, large enough to skip by.
const GROUP_ROWS: usize = 1 << 16;
const GROUP_BYTES: usize = 8 << 20;
/// Bytes of a page, before compression: each column of each table holds one while it fills.
const PAGE_BYTES: usize = 256 << 10;
/// Bytes that the row groups of all tables hold together before the largest of them goes to the disk.
const HELD_BYTES: usize = 32 << 20;
/// Bounds of what stands in the builders before it is encoded.
const BATCH_ROWS: usize = 8192;
const BATCH_BYTES: usize = 1 << 20;

/// The zone of every moment.
const UTC: &str = "UTC";

/// The Parquet files of a dataset, a writer at the place of each table that is written.
pub struct Writer([Option<TableWriter>; TABLES.len()]);

impl Writer {
    /// Creates `parquet/NAME.parquet` in `folder` for each of `tables`; with `rows_per_file` rather a folder of files
    /// of at most as many rows, `parquet/NAME/part-00000.parquet` and so on.
    pub fn create(folder: &Path, tables: &[Name], rows_per_file: Option<u64>) -> Result<Writer, Error> {
        let parquet = folder.join("parquet");
        std::fs::create_dir_all(&parquet).map_err(Error::at(folder))?;
        let table = |name: &Name| {
            let name = name.table().name;
            if rows_per_file.is_some() {
                std::fs::create_dir_all(parquet.join(name)).map_err(Error::at(folder))?;
            }
            Ok(())
        };
        tables.iter().try_for_each(table)?;
        let mut writers = [const { None }; TABLES.len()];
        for name in tables {
            writers[*name as usize] = Some(TableWriter::create(folder, name.table(), rows_per_file)?);
        }
        Ok(Writer(writers))
    }

    /// Encodes what has piled up beyond the bounds; call it after every few rows.
    pub fn settle(&mut self) -> Result<(), Error> {
        let mut encoded = false;
        for table in self.0.iter_mut().flatten() {
            encoded |= table.settle()?;
        }
        if !encoded {
            return Ok(());
        }
        // tables fill their groups at different paces: after many rows all would be nearly full at once
        let held: usize = self.0.iter().flatten().map(|table| table.out.held()).sum();
        let largest = self.0.iter_mut().flatten().max_by_key(|table| table.out.held());
        largest.filter(|_| held > HELD_BYTES).map_or(Ok(()), |table| table.out.close_group())
    }

    /// Brings the files to the disk.
    pub fn finish(self) -> Result<Vec<Written>, Error> {
        let tables: Vec<_> = self.0.into_iter().flatten().map(TableWriter::finish).collect::<Result<_, _>>()?;
        Ok(tables.into_iter().flatten().collect())
    }
}

impl Rows for Writer {
    fn row(&mut self, table: Name, cells: &[Cell<'_>]) {
        if let Some(writer) = &mut self.0[table as usize] {
            writer.row(cells);
        }
    }
}

/// The Parquet files of one table.
pub struct TableWriter {
    folder: PathBuf,
    table: &'static Table,
    schema: SchemaRef,
    columns: Vec<Builder>,
    /// In the builders.
    rows: usize,
    /// Of text in the builders.
    bytes: usize,
    rows_per_file: Option<u64>,
    /// Files that are full.
    full: Vec<Written>,
    out: Out,
}

/// The file that rows go into.
struct Out {
    path: PathBuf,
    rows: u64,
    writer: ArrowWriter<File>,
}

impl Out {
    /// Creates the file of `table` that follows `number` others.
    fn create(folder: &Path, table: &Table, schema: &SchemaRef, number: Option<usize>) -> Result<Out, Error> {
        let name = match number {
            Some(number) => format!("parquet/{}/part-{number:05}.parquet", table.name),
            None => format!("parquet/{}.parquet", table.name),
        };
        let path = folder.join(&name);
        let writer = ArrowWriter::try_new(File::create(folder, &name)?, schema.clone(), Some(properties(table)))
            .map_err(|error| Error { path: path.clone(), source: system(error) })?;
        Ok(Out { path, rows: 0, writer })
    }

    fn write(&mut self, batch: &RecordBatch) -> Result<(), Error> {
        self.rows += batch.num_rows() as u64;
        self.writer.write(batch).map_err(|error| Error { path: self.path.clone(), source: system(error) })
    }

    /// Bytes of the row group that is not on the disk yet.
    fn held(&self) -> usize {
        self.writer.memory_size()
    }

    fn close_group(&mut self) -> Result<(), Error> {
        self.writer.flush().map_err(|error| Error { path: self.path.clone(), source: system(error) })
    }

    fn finish(self) -> Result<Written, Error> {
        let file = self.writer.into_inner().map_err(|error| Error { path: self.path, source: system(error) })?;
        file.finish(self.rows)
    }
}

impl TableWriter {
    /// Creates the first file of `table` as [`Writer::create`] does, in folders that are there.
    pub fn create(folder: &Path, table: &'static Table, rows_per_file: Option<u64>) -> Result<TableWriter, Error> {
        let schema = schema(table);
        let out = Out::create(folder, table, &schema, rows_per_file.map(|_| 0))?;
        let columns = table.columns.iter().map(|column| Builder::new(column.kind)).collect();
        let (folder, full) = (folder.to_owned(), Vec::new());
        Ok(TableWriter { folder, table, schema, columns, rows: 0, bytes: 0, rows_per_file, full, out })
    }

    /// Takes one row.
    pub fn row(&mut self, cells: &[Cell<'_>]) {
        for (builder, cell) in self.columns.iter_mut().zip(cells) {
            self.bytes += builder.append(cell);
        }
        self.rows += 1;
    }

    /// Encodes what has piled up beyond the bounds, and says whether it did; call it after every few rows.
    pub fn settle(&mut self) -> Result<bool, Error> {
        let full = self.rows >= BATCH_ROWS || self.bytes >= BATCH_BYTES;
        if full {
            self.encode()?;
        }
        Ok(full)
    }

    fn encode(&mut self) -> Result<(), Error> {
        let arrays = self.columns.iter_mut().map(Builder::finish).collect();
        (self.rows, self.bytes) = (0, 0);
        let mut batch = RecordBatch::try_new(self.schema.clone(), arrays)
            .map_err(|error| Error { path: self.out.path.clone(), source: system(error.into()) })?;
        while let Some(room) = self.rows_per_file.map(|most| (most - self.out.rows) as usize)
            && batch.num_rows() > room
        {
            self.out.write(&batch.slice(0, room))?;
            batch = batch.slice(room, batch.num_rows() - room);
            let next = Out::create(&self.folder, self.table, &self.schema, Some(self.full.len() + 1))?;
            self.full.push(std::mem::replace(&mut self.out, next).finish()?);
        }
        self.out.write(&batch)
    }

    /// Brings the files to the disk.
    pub fn finish(mut self) -> Result<Vec<Written>, Error> {
        self.encode()?;
        self.full.push(self.out.finish()?);
        Ok(self.full)
    }
}

/// What the system said, out of what the encoder says.
fn system(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(system) => *system,
            Err(other) => io::Error::other(other),
        },
        other => io::Error::other(other),
    }
}

/// A table as an Arrow schema.
pub fn schema(table: &Table) -> SchemaRef {
    let field = |column: &Column| {
        let metadata = HashMap::from([("description".to_owned(), column.about.to_owned())]);
        Field::new(column.name, data_type(column.kind), !column.required).with_metadata(metadata)
    };
    Arc::new(Schema::new(table.columns.iter().map(field).collect::<Vec<_>>()))
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Int16 => DataType::Int16,
        Kind::Int32 => DataType::Int32,
        Kind::Int64 => DataType::Int64,
        Kind::Float32 => DataType::Float32,
        Kind::Boolean => DataType::Boolean,
        Kind::Date => DataType::Date32,
        // the unit that every reader knows
        Kind::Timestamp => DataType::Timestamp(TimeUnit::Microsecond, Some(UTC.into())),
    }
}

fn properties(table: &Table) -> WriterProperties {
    let abouts: serde_json::Map<_, _> =
        table.columns.iter().map(|column| (column.name.to_owned(), column.about.into())).collect();
    let metadata = [
        ("qikan.table", table.name.to_owned()),
        ("qikan.description", table.about.to_owned()),
        ("qikan.columns", serde_json::Value::Object(abouts).to_string()),
    ];
    let metadata = metadata.map(|(key, value)| KeyValue::new(key.to_owned(), value)).to_vec();
    let properties = WriterProperties::builder()
        .set_created_by(concat!("qikan ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_compression(Compression::ZSTD(ZstdLevel::default()))
        .set_max_row_group_row_count(Some(GROUP_ROWS))
        .set_max_row_group_bytes(Some(GROUP_BYTES))
        .set_data_page_size_limit(PAGE_BYTES)
        // readers skip by row groups, which are small; an index of pages stays in memory until the file's end
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_key_value_metadata(Some(metadata));
    // a dictionary of values that never repeat is work for nothing
    let distinct = table.columns.iter().filter(|column| column.distinct);
    distinct.fold(properties, |p, column| p.set_column_dictionary_enabled(ColumnPath::from(column.name), false)).build()
}

/// A column being built.
enum Builder {
    Text(StringBuilder),
    Int16(Int16Builder),
    Int32(Int32Builder),
    Int64(Int64Builder),
    Float32(Float32Builder),
    Boolean(BooleanBuilder),
    Date(Date32Builder),
    Timestamp(TimestampMicrosecondBuilder),
}

impl Builder {
    fn new(kind: Kind) -> Builder {
        match kind {
            Kind::Text => Builder::Text(StringBuilder::new()),
            Kind::Int16 => Builder::Int16(Int16Builder::new()),
            Kind::Int32 => Builder::Int32(Int32Builder::new()),
            Kind::Int64 => Builder::Int64(Int64Builder::new()),
            Kind::Float32 => Builder::Float32(Float32Builder::new()),
            Kind::Boolean => Builder::Boolean(BooleanBuilder::new()),
            Kind::Date => Builder::Date(Date32Builder::new()),
            Kind::Timestamp => Builder::Timestamp(TimestampMicrosecondBuilder::new().with_timezone(UTC)),
        }
    }

    /// Appends `cell` and says how much text it was. A cell of another type is null, and a test says there is none.
    fn append(&mut self, cell: &Cell<'_>) -> usize {
        let integer = if let Cell::Integer(number) = cell { Some(*number) } else { None };
        match self {
            Builder::Text(column) => match cell {
                Cell::Text(text) => {
                    column.append_value(text);
                    return text.len();
                }
                _ => column.append_null(),
            },
            Builder::Int16(column) => column.append_option(integer.and_then(|n| n.try_into().ok())),
            Builder::Int32(column) => column.append_option(integer.and_then(|n| n.try_into().ok())),
            Builder::Int64(column) => column.append_option(integer),
            Builder::Float32(column) => {
                column.append_option(if let Cell::Number(n) = cell { Some(*n) } else { None });
            }
            Builder::Boolean(column) => {
                column.append_option(if let Cell::Boolean(truth) = cell { Some(*truth) } else { None });
            }
            Builder::Date(column) => {
                column.append_option(if let Cell::Date(day) = cell { Some(days(*day)) } else { None });
            }
            Builder::Timestamp(column) => {
                let moment = if let Cell::Timestamp(moment) = cell { Some(moment.timestamp_micros()) } else { None };
                column.append_option(moment);
            }
        }
        0
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(column) => Arc::new(column.finish()),
            Builder::Int16(column) => Arc::new(column.finish()),
            Builder::Int32(column) => Arc::new(column.finish()),
            Builder::Int64(column) => Arc::new(column.finish()),
            Builder::Float32(column) => Arc::new(column.finish()),
            Builder::Boolean(column) => Arc::new(column.finish()),
            Builder::Date(column) => Arc::new(column.finish()),
            Builder::Timestamp(column) => Arc::new(column.finish()),
        }
    }
}

/// Days since 1970-01-01.
fn days(day: NaiveDate) -> i32 {
    day.num_days_from_ce() - NaiveDate::default().num_days_from_ce()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Article, article_rows};
    use arrow_array::cast::AsArray;
    use arrow_array::types::{Date32Type, Int16Type};
    use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

    #[test]
    fn reads_back_typed() {
        let folder = tempfile::tempdir().unwrap();
        let mut writer = Writer::create(folder.path(), &[Name::Articles], None).unwrap();
        let records: Vec<_> = (0..100).map(crate::invent::record).collect();
        for record in &records {
            article_rows(Article { record, tellings: &[] }, &mut writer);
            writer.settle().unwrap();
        }
        let written = writer.finish().unwrap();
        assert_eq!(written[0].rows, 100);

        let file = std::fs::File::open(folder.path().join(&written[0].path)).unwrap();
        let reader = ParquetRecordBatchReaderBuilder::try_new(file).unwrap();
        assert_eq!(reader.schema().fields(), schema(Name::Articles.table()).fields());
        let batch = reader.build().unwrap().next().unwrap().unwrap();
        let years = batch.column_by_name("year").unwrap().as_primitive::<Int16Type>();
        let received = batch.column_by_name("received").unwrap().as_primitive::<Date32Type>();
        for (row, record) in records.iter().enumerate() {
            let year = (!arrow_array::Array::is_null(years, row)).then(|| years.value(row) as u16);
            assert_eq!(year, record.year);
            if let Some(date) = &record.dates.received {
                let day = received.value_as_date(row).unwrap().to_string();
                assert!(day.starts_with(&date.to_string()), "{day} {date:?}");
            }
        }
    }

    #[test]
    fn days_are_unix_days() {
        assert_eq!(days(NaiveDate::from_ymd_opt(1970, 1, 2).unwrap()), 1);
    }
}
